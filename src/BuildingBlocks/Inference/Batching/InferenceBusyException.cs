namespace Platform.Inference;

/// <summary>So many calls wait for a batch already that another one is not taken; what waits is not disturbed. Try again later.</summary>
public sealed class InferenceBusyException(string message) : Exception(message);
