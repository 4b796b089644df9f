using System.Diagnostics.Metrics;
using Platform.Inference;

namespace Inference.Tests.Batching;

/// <summary>What is measured of one version's batches; each test has its own version, so that others are not heard.</summary>
internal sealed class BatchListener : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _version;
    private readonly MeterListener _listener;
    private readonly List<int> _sizes = [];
    private readonly List<double> _queueTimes = [];
    private readonly List<long> _rows = [];

    public BatchListener(string version)
    {
        _version = version;
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == InferenceTelemetry.MeterName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, "platform.inference.batch_size", value, _sizes, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, "platform.inference.queue_time", value, _queueTimes, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, "platform.inference.rows", value, _rows, tags));
        _listener.Start();
    }

    public IReadOnlyList<int> Sizes => Copy(_sizes);

    public IReadOnlyList<double> QueueTimes => Copy(_queueTimes);

    public IReadOnlyList<long> Rows => Copy(_rows);

    public void Dispose() => _listener.Dispose();

    private void Add<T>(Instrument instrument, string name, T value, List<T> values, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument.Name != name || !tags.Contains(new("model", SampleNetworks.Name)) || !tags.Contains(new("version", _version)))
        {
            return;
        }

        lock (_lock)
        {
            values.Add(value);
        }
    }

    private T[] Copy<T>(List<T> values)
    {
        lock (_lock)
        {
            return [.. values];
        }
    }
}
