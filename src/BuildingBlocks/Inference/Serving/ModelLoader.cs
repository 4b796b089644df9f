using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Platform.Inference.Onnx;
using Platform.Inference.Trees;

namespace Platform.Inference;

/// <summary>From a folder to a model that may serve, or the reasons why not.</summary>
internal static class ModelLoader
{
    public static LoadedModel Open(string path, ModelOptions options, ModelExpectation? expected = null)
    {
        var stop = expected?.CancellationToken ?? default;
        var reasons = new List<string>();
        var files = ModelFiles.Read(path, options, expected?.Root, reasons);
        // All that can be said without the runtime is said together; the runtime sees no byte before all of it holds.
        var trees = files is { Manifest: { } manifest, Onnx: { } onnx } ? Inspect(manifest, onnx, expected, reasons) : null;
        var folder = ModelFolder.From(path, files, reasons);
        stop.ThrowIfCancellationRequested();
        if (expected?.Reserve(ModelMemory.Estimate(folder.Manifest.Kind, folder.Onnx.Length, trees)) is { } full)
        {
            throw new ModelRefusedException(path, [full]);
        }

        var session = CreateSession(folder, options);
        LoadedModel? model = null;
        try
        {
            stop.ThrowIfCancellationRequested();
            reasons.AddRange(GraphRules.Check(folder.Manifest, session));
            Refuse(path, reasons);

            model = new LoadedModel(folder.Manifest, new ModelSession(session, folder.Manifest.Inputs[0], folder.Manifest.Outputs), trees);
            reasons.AddRange(GoldenRules.Run(folder.Golden, model, stop));
            Refuse(path, reasons);
            reasons.AddRange(BatchRules.Check(model, folder.Golden, options.BatchSize));
            Refuse(path, reasons);
            model.Warm(folder.Golden.Cases[0].Input.Materialise(model.RowLength));
            return model;
        }
        catch (Exception error)
        {
            // With the buffers that golden cases and warming made.
            ((IDisposable?)model ?? session).Dispose();
            if (error is InferenceException)
            {
                throw new ModelRefusedException(path, [$"It cannot be warmed: {error.Message}"], error);
            }

            throw;
        }
    }

    private static TreeEnsemble? Inspect(ModelManifest manifest, byte[] onnx, ModelExpectation? expected, List<string> reasons)
    {
        if (expected is not null)
        {
            reasons.AddRange(expected.Check(manifest));
        }

        return ReadGraph(manifest, onnx, reasons);
    }

    // The file is parsed before the runtime sees it, so that nothing outside of it is opened.
    private static TreeEnsemble? ReadGraph(ModelManifest manifest, byte[] onnx, List<string> reasons)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(onnx);
            reasons.AddRange(UnsupportedParts.Of(model).Select(part => $"model.onnx has {part}, which are not supported."));
            if (ExternalData.Names(model).FirstOrDefault() is { } name)
            {
                reasons.Add($"The tensor {name} keeps its data in another file; a model is one file.");
            }

            return manifest.Kind == ModelKind.TreeEnsemble ? OnnxTreeReader.Read(model) : null;
        }
        catch (InvalidProtocolBufferException error)
        {
            reasons.Add($"model.onnx is no ONNX file: {error.Message}");
        }
        catch (InvalidDataException error)
        {
            reasons.Add($"model.onnx is no tree ensemble that the platform can explain: {error.Message}");
        }

        return null;
    }

    private static InferenceSession CreateSession(ModelFolder folder, ModelOptions options)
    {
        using var session = new SessionOptions
        {
            // Several threads would add up the leaves in another order: a row in a batch would not give what it gives alone, to the bit.
            IntraOpNumThreads = folder.Manifest.Kind == ModelKind.TreeEnsemble ? 1 : options.IntraOpThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Threads that spin between calls would take the processor from the service itself.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        // The runtime reads a second format, which it tells by bytes that an ONNX file may have as well: what was checked is what runs.
        session.AddSessionConfigEntry("session.load_model_format", "ONNX");
        try
        {
            return new InferenceSession(folder.Onnx, session);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelRefusedException(folder.Path, [$"ONNX Runtime refuses the graph: {error.Message}"], error);
        }
    }

    private static void Refuse(string path, List<string> reasons)
    {
        if (reasons.Count > 0)
        {
            throw new ModelRefusedException(path, reasons);
        }
    }
}
