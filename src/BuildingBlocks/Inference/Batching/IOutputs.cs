namespace Platform.Inference;

/// <summary>The outputs of a call by name, wherever they are kept.</summary>
internal interface IOutputs
{
    IReadOnlyList<string> Names { get; }

    ReadOnlySpan<float> this[string name] { get; }
}
