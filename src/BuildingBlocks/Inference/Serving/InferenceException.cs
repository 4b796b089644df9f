namespace Platform.Inference;

/// <summary>A model that was verified failed on one input, or gave a number that is not finite.</summary>
public sealed class InferenceException(string message, Exception? cause = null) : Exception(message, cause);
