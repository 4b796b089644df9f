namespace Platform.Inference;

/// <summary>What goes on around each call of the version that serves: errors are watched, and a shadow may score along.</summary>
internal sealed class Traffic(ErrorWatch watch)
{
    private volatile ShadowLine? _shadow;

    public ShadowLine? Shadow
    {
        get => _shadow;
        set => _shadow = value;
    }

    public void Scored(LoadedModel model, ReadOnlySpan<float> rows, int count, ReadOnlySpan<float> scores, string? subject, Func<ModelManifest, float[]>? inputFor = null)
    {
        watch.Called();
        _shadow?.Offer(model, rows, count, scores, subject, inputFor);
    }

    public void Ran(LoadedModel model, ReadOnlySpan<float> input, int rows, IOutputs outputs, string? subject)
    {
        watch.Called();
        _shadow?.Offer(model, input, rows, outputs, subject);
    }

    public void Failed() => watch.Failed();
}
