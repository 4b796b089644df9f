namespace Healthcare.Api.Imaging;

/// <summary>The names by which training, evaluation and the API call the same things of an imaging model.</summary>
public static class ImagingModel
{
    /// <summary>The chest X-ray model: name of its folder, its key in the container and in <c>Models:chest-xray</c>.</summary>
    public const string ChestXRay = "chest-xray";

    /// <summary>Input [N, 1, 128, 128].</summary>
    public const string Input = "image";

    /// <summary>Output [N, 1]: the calibrated probability of the finding.</summary>
    public const string Probability = "probability";

    /// <summary>Output [N, 1]: the mean of the evidence, before calibration.</summary>
    public const string Logit = "logit";

    /// <summary>Output [N, 1, 8, 8]: what each part of the image says for (positive) or against the finding.</summary>
    public const string Evidence = "evidence";
}
