using System.ComponentModel.DataAnnotations;

namespace Platform.ServiceDefaults;

/// <summary>Section <c>Database</c>: how the schema of a service follows its code.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Default <see cref="MigrationMode.Apply"/>.</summary>
    [EnumDataType(typeof(MigrationMode))]
    public MigrationMode Migrations { get; set; } = MigrationMode.Apply;

    /// <summary>Longest wait between two attempts to reach the database or to see its migrations applied. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(10);
}

public enum MigrationMode
{
    /// <summary>The service applies its migrations at start, one instance at a time, and is not ready before.</summary>
    Apply,

    /// <summary>Somebody else applies them; the service is not ready while any is missing.</summary>
    Check,
}
