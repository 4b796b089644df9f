using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Platform.Inference.Onnx;
using Platform.Inference.Trees;

namespace Platform.Inference;

/// <summary>From a folder to a model that may serve, or the reasons why not.</summary>
internal static class ModelLoader
{
    public static LoadedModel Open(string path, ModelOptions options)
    {
        var folder = ModelFolder.Load(path, options);
        var reasons = new List<string>();
        var trees = ReadGraph(folder, reasons);
        Refuse(path, reasons);

        var session = CreateSession(folder, options);
        try
        {
            reasons.AddRange(GraphRules.Check(folder.Manifest, session));
            Refuse(path, reasons);

            var model = new LoadedModel(folder.Manifest, new ModelSession(session, folder.Manifest.Inputs[0], folder.Manifest.Outputs), trees);
            reasons.AddRange(GoldenRules.Run(folder.Golden, model));
            Refuse(path, reasons);
            return model;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // The file is parsed before the runtime sees it, so that nothing outside of it is opened.
    private static TreeEnsemble? ReadGraph(ModelFolder folder, List<string> reasons)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(folder.Onnx);
            if (ExternalData.Names(model).FirstOrDefault() is { } name)
            {
                reasons.Add($"The tensor {name} keeps its data in another file; a model is one file.");
            }

            return folder.Manifest.Kind == ModelKind.TreeEnsemble ? OnnxTreeReader.Read(model) : null;
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
            IntraOpNumThreads = Threads(folder.Manifest.Kind, options),
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Threads that spin between calls would take the processor from the service itself.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(folder.Onnx, session);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelRefusedException(folder.Path, [$"ONNX Runtime refuses the graph: {error.Message}"], error);
        }
    }

    private static int Threads(ModelKind kind, ModelOptions options) => (options.IntraOpThreads, kind) switch
    {
        ( > 0, _) => options.IntraOpThreads,
        (_, ModelKind.TreeEnsemble) => 1,
        _ => Math.Min(Environment.ProcessorCount, 4),
    };

    private static void Refuse(string path, List<string> reasons)
    {
        if (reasons.Count > 0)
        {
            throw new ModelRefusedException(path, reasons);
        }
    }
}
