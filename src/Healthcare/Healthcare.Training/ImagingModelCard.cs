using Healthcare.Api.Domain;
using Healthcare.Api.Imaging;
using Healthcare.Evaluation;
using Healthcare.Evaluation.Data;
using Healthcare.Evaluation.Protocol;
using Platform.Inference;

namespace Healthcare.Training;

/// <summary>The manifest of a trained model: what it is, what it learned from, and what it must not be used for.</summary>
internal sealed class ImagingModelCard(
    ImagingTask task, TrainingSettings settings, Calibration calibration, LabelledImage[] images, string version, int evidenceSide)
{
    public const string Protocol = "per image, patient-disjoint split by hash, threshold chosen on validation patients; 95 % interval by bootstrap over patients";

    private readonly string _dataSha256 = DataSetHash.Of(images);

    public string Version => version;

    public ModelManifest Manifest(MetricRecord[] metrics) => new()
    {
        Name = task.Name,
        Version = version,
        Kind = ModelKind.Network,
        Inputs = [new TensorSpec(ImagingModel.Input, [-1, 1, Preprocessing.Side, Preprocessing.Side], "equalised grey level, (share of darker pixels - 0.5) * 3.5")],
        Outputs =
        [
            new TensorSpec(ImagingModel.Probability, [-1, 1], "calibrated probability of pneumonia"),
            new TensorSpec(ImagingModel.Logit, [-1, 1], "log-odds before calibration"),
            new TensorSpec(ImagingModel.Evidence, [-1, 1, evidenceSide, evidenceSide], "log-odds before calibration; the mean is the logit"),
        ],
        Thresholds = new() { [TriageRule.FindingName] = calibration.Finding, [TriageRule.UrgentName] = calibration.Urgent },
        Parameters = new()
        {
            // For the reader: both are part of the graph.
            ["calibrationScale"] = [calibration.Scaling.Slope],
            ["calibrationOffset"] = [calibration.Scaling.Intercept],
        },
        Training = new TrainingRecord
        {
            Data = "Chest X-ray images of children, Guangzhou Women and Children's Medical Center (Kermany et al., Cell 172(5), 2018; CC BY 4.0), 224 x 224 JPEG",
            DataSha256 = _dataSha256,
            Rows = images.Count(image => PatientSplit.Of(image.Patient) == Split.Train),
            Seed = settings.Seed,
            Command = $"./platform train imaging --task {task.Name}",
            Hyperparameters = Hyperparameters(),
        },
        Metrics = metrics,
        Licence = "MIT (weights); training images CC BY 4.0",
        IntendedUse = "Puts chest X-rays of children with signs of pneumonia earlier into a radiologist's worklist. Demonstration; not a medical device.",
        Limits =
        [
            "Not a medical device: not validated for diagnosis, and never a reason not to read a study.",
            "Children of one to five years, front view, one hospital, before 2018; adults, side views and other devices were not seen.",
            "Three in four training images show pneumonia; the probability is calibrated to that share and is too high where pneumonia is rarer.",
            "Knows pneumonia and nothing else: another disease may get a low probability.",
            "Held-out images come from the same archive as the training images; expect less elsewhere, mostly in specificity.",
        ],
    };

    private Dictionary<string, double> Hyperparameters() => new()
    {
        ["epochs"] = settings.Epochs,
        ["batchSize"] = settings.BatchSize,
        ["learningRate"] = settings.LearningRate,
        ["weightDecay"] = settings.WeightDecay,
        ["labelSmoothing"] = settings.LabelSmoothing,
        ["averageDecay"] = settings.AverageDecay,
        ["threads"] = settings.Threads,
    };
}
