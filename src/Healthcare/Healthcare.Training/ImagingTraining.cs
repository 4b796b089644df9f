using Healthcare.Api.Imaging;
using Healthcare.Evaluation;
using Healthcare.Evaluation.Commands;
using Healthcare.Evaluation.Data;
using Healthcare.Evaluation.Protocol;
using Healthcare.Training.Export;
using Healthcare.Training.Network;
using Platform.Inference;
using Platform.Learning;
using Platform.Statistics;
using static TorchSharp.torch;

namespace Healthcare.Training;

/// <summary>Images in, model folder out: train, calibrate on other patients, export, compare, measure on yet other patients.</summary>
internal sealed class ImagingTraining(ImagingTask task, TrainingSettings settings)
{
    /// <summary>How far the ONNX file may be from the network it was made of, in probability.</summary>
    private const double Parity = 1e-5;
    private const int ParityImages = 64;

    public async Task RunAsync(string dataFolder, string outFolder, CancellationToken cancellationToken)
    {
        var version = ImagingOptions.VersionOf(outFolder);
        var images = ImageFolder.List(dataFolder, task.Negative, task.Positive);
        var parts = images.ToLookup(image => PatientSplit.Of(image.Patient));
        var train = await ImageTensors.LoadAsync([.. parts[Split.Train]], cancellationToken);
        var validation = await ImageTensors.LoadAsync([.. parts[Split.Validation]], cancellationToken);
        Report.Progress($"{train.Count} images to train on, {validation.Count} to validate, {parts[Split.HeldOut].Count()} held out");

        var labels = validation.Labels.data<float>().ToArray();
        using var network = new NetworkTrainer(settings, Report.Progress).Train(
            train, validation, logits => $"AUC {Metrics.RocAuc(logits, labels):F4}", cancellationToken);
        await ExportAsync(network, images, validation, version, outFolder, cancellationToken);
    }

    /// <summary>Everything after the training of the weights.</summary>
    private async Task ExportAsync(
        EvidenceNetwork network, LabelledImage[] images, ImageTensors validation, string version, string outFolder, CancellationToken cancellationToken)
    {
        var logits = NetworkTrainer.Logits(network, validation.Inputs);
        var calibration = Calibration.Fit(logits, validation.Labels.data<float>().ToArray());
        var side = network.EvidenceSide();
        var onnx = NetworkExport.Write(network, calibration.Scaling.Slope, calibration.Scaling.Intercept, side);
        var card = new ImagingModelCard(task, settings, calibration, images, version, side);

        // A first folder to measure with; its manifest has no figures yet.
        var draft = Path.Combine(Path.GetTempPath(), $"platform-imaging-{Environment.ProcessId}", card.Version);
        try
        {
            var golden = GoldenRecorder.ForNetwork(onnx, card.Manifest([]), low: -1.75f, high: 1.75f);
            ModelFolderWriter.Write(draft, onnx, card.Manifest([]), golden);
            using var model = LoadedModel.Open(draft);
            CheckParity(model, validation.Inputs, logits, calibration.Scaling);
            var heldOut = await ScoredImages.ScoreAsync(model, [.. images.Where(image => PatientSplit.Of(image.Patient) == Split.HeldOut)], cancellationToken);
            var metrics = MetricsReport.Print(task, heldOut, EvaluateCommand.HeldOut, model.Manifest);
            ModelFolderWriter.Write(outFolder, onnx, card.Manifest(metrics.ToRecords(ImagingModelCard.Protocol, EvaluateCommand.HeldOut)), golden);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(draft)!, recursive: true);
        }

        Report.Progress($"Written to {outFolder}");
    }

    /// <exception cref="InvalidOperationException">The ONNX file does not compute what the network does.</exception>
    private static void CheckParity(LoadedModel model, Tensor inputs, float[] logits, PlattScaling scaling)
    {
        var count = (int)Math.Min(ParityImages, inputs.shape[0]);
        var values = inputs.narrow(0, 0, count).contiguous().data<float>().ToArray();
        var (inProbability, inLogit) = (0.0, 0.0);
        using var outputs = model.Run(values, count);
        for (var i = 0; i < count; i++)
        {
            inProbability = Math.Max(inProbability, Math.Abs(outputs[ImagingModel.Probability][i] - scaling.Apply(logits[i])));
            inLogit = Math.Max(inLogit, Math.Abs(outputs[ImagingModel.Logit][i] - logits[i]));
        }

        Report.Progress($"TorchSharp and ONNX differ by at most {inProbability:E1} in probability and {inLogit:E1} in the logit ({count} images)");
        if (inProbability > Parity)
        {
            throw new InvalidOperationException($"The exported model is {inProbability:E1} away from the network; {Parity:E0} is allowed.");
        }
    }
}
