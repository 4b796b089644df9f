using System.ComponentModel.DataAnnotations;

namespace Fraud.Api.Features.KeepShadowScores;

/// <summary>Settings of the section <c>ShadowScores</c>, checked when the service starts.</summary>
public sealed class ShadowStoreOptions
{
    public const string Section = "ShadowScores";

    /// <summary>Scores that wait in memory to be stored; further ones are dropped and counted.</summary>
    [Range(1, 1_000_000)]
    public int Queue { get; set; } = 20_000;

    /// <summary>Scores that are stored in one transaction, and told in one event.</summary>
    [Range(1, 500)]
    public int Batch { get; set; } = 500;

    /// <summary>How long a batch waits for more before it is stored as it is.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Gather { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The wait before a batch that could not be stored is tried again, as while the database is away.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan Retry { get; set; } = TimeSpan.FromSeconds(5);
}
