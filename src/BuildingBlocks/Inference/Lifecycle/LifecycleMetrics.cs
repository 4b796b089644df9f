using System.Diagnostics.Metrics;

namespace Platform.Inference;

/// <summary>Which version serves, what the versions take, and how often that changed, by model and version.</summary>
internal sealed class LifecycleMetrics(string model)
{
    private static readonly Meter Meter = new(InferenceTelemetry.MeterName);

    private static readonly UpDownCounter<long> ServingVersions = Meter.CreateUpDownCounter<long>(
        "platform.inference.serving", "{version}", "1 for the version that serves.");

    private static readonly UpDownCounter<long> Memory = Meter.CreateUpDownCounter<long>(
        "platform.inference.memory", "By", "Memory of loaded versions, reckoned from their files.");

    private static readonly Counter<long> Changes = Meter.CreateCounter<long>(
        "platform.inference.changes", "{change}", "Versions that were swapped in, rolled back, taken out or refused.");

    private readonly KeyValuePair<string, object?> _model = new("model", model);

    public void Serving(string? from, string? to)
    {
        if (from is not null)
        {
            ServingVersions.Add(-1, _model, Version(from));
        }

        if (to is not null)
        {
            ServingVersions.Add(1, _model, Version(to));
        }
    }

    public void Loaded(CountedModel loaded) => Memory.Add(loaded.MemoryBytes, _model, Version(loaded.Version));

    public void Disposed(CountedModel disposed) => Memory.Add(-disposed.MemoryBytes, _model, Version(disposed.Version));

    /// <param name="change"><c>swapped</c>, <c>rolled-back</c>, <c>taken-out</c> or <c>refused</c>.</param>
    public void Changed(string change, string version) => Changes.Add(1, _model, Version(version), new("change", change));

    private static KeyValuePair<string, object?> Version(string version) => new("version", version);
}
