using Healthcare.Api.Domain;
using Healthcare.Api.Imaging;
using Microsoft.Extensions.Options;
using Platform.Inference;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.UploadStudy;

/// <summary>What came of analysing a radiograph: an analysis, or the reason why there is none.</summary>
public sealed record Reading(Analysis? Analysis, string? FailureReason);

/// <summary>The served model as Healthcare uses it: a file in, an analysis out.</summary>
public sealed class RadiographReading(
    [FromKeyedServices(ImagingModel.ChestXRay)] ModelHost models,
    IOptions<ImageLimits> limits,
    TimeProvider time,
    ILogger<RadiographReading> logger) : IDisposable
{
    // A decoded image takes up to 64 MB: as many at once as there are processors to work on them.
    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);

    /// <summary>Whether this service makes the input, reads the outputs and knows the thresholds of a version; throws when it does not.</summary>
    public static void Accept(ModelManifest manifest)
    {
        _ = TriageRule.From(manifest.Thresholds);
        if (manifest.Inputs[0].Shape is not [_, 1, Preprocessing.Side, Preprocessing.Side])
        {
            throw new InvalidOperationException($"The model wants images of another size than {Preprocessing.Side} x {Preprocessing.Side}.");
        }

        string[] read = [ImagingModel.Probability, ImagingModel.Logit, ImagingModel.Evidence];
        if (read.Except(manifest.Outputs.Select(output => output.Name)).FirstOrDefault() is { } missing)
        {
            throw new InvalidOperationException($"The model gives no output '{missing}'.");
        }
    }

    /// <summary>Whether the file is an image within the limits, by its header.</summary>
    public DecodedRadiograph Inspect(byte[] file) => RadiographDecoder.Inspect(file, limits.Value);

    /// <summary>Decodes and analyses. Whatever goes wrong with an image is an outcome: the study is kept without a priority.</summary>
    public async Task<Reading> ReadAsync(string studyId, byte[] file, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            var decoded = RadiographDecoder.Decode(file, limits.Value);
            return decoded.Image is { } image
                ? new Reading(Analyse(studyId, image), null)
                : new Reading(null, decoded.Refusal);
        }
        catch (InferenceException exception)
        {
            UploadStudyLog.Failed(logger, studyId, exception);
            return new Reading(null, "The model gave no answer.");
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private Analysis Analyse(string studyId, GrayImage image)
    {
        using var lease = models.Lease(); // probability, stamp and thresholds are of one version
        var model = lease.Model;
        var rule = TriageRule.From(model.Manifest.Thresholds);
        using var outputs = model.Run(Preprocessing.ToInput(image));
        var probability = outputs[ImagingModel.Probability][0];
        return new Analysis
        {
            StudyId = studyId,
            Model = model.Stamp,
            Logit = outputs[ImagingModel.Logit][0],
            Probability = probability,
            Thresholds = rule,
            Finding = rule.FindingAt(probability),
            Evidence = outputs[ImagingModel.Evidence].ToArray(),
            AnalysedAt = time.GetUtcNow().ToStoredPrecision(),
        };
    }
}
