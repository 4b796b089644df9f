namespace Messaging.Chaos.Harness;

/// <summary>The harness could not do what it was asked to; no statement about what is tested.</summary>
public sealed class ChaosException(string message) : Exception(message);
