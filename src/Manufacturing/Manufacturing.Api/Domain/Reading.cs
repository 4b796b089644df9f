using Manufacturing.Api.Domain.Degradation;

namespace Manufacturing.Api.Domain;

/// <summary>What a machine reported of one cycle.</summary>
public sealed class Reading
{
    public const int SettingCount = 3;
    public const int SensorCount = 21;

    public required string MachineId { get; init; }

    /// <summary>Cycles run, from 1.</summary>
    public required int Cycle { get; init; }

    /// <summary>When it was taken (UTC, to the microsecond).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Altitude, Mach number and throttle: recorded, not used by the model.</summary>
    public required double[] Settings { get; init; }

    /// <summary>In the order of <see cref="SensorChannels.All"/>.</summary>
    public required double[] Sensors { get; init; }

    /// <summary>When we heard of it.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Whether another reading of the same machine and cycle says the same.</summary>
    public bool IsSameReadingAs(Reading other) =>
        MachineId == other.MachineId
        && Cycle == other.Cycle
        && At == other.At
        && Settings.SequenceEqual(other.Settings)
        && Sensors.SequenceEqual(other.Sensors);
}
