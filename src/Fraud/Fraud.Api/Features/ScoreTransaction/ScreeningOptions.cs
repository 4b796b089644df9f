using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>Settings of the section <c>Screening</c>, checked when the service starts: what happens at a deadline.</summary>
public sealed class ScreeningOptions
{
    public const string Section = "Screening";
    public const int LeastDeadline = 1;
    public const int LongestDeadline = 10_000;

    /// <summary>What a sender is told whose deadline passes before the decision: approve is fail-open, decline is fail-closed.</summary>
    public Outcome OnDeadline { get; set; } = Outcome.Review;

    /// <summary>Milliseconds for payments that name no deadline of their own; none: they wait as long as it takes.</summary>
    [Range(LeastDeadline, LongestDeadline)]
    public int? DefaultDeadline { get; set; }

    /// <summary>Payments that were answered at their deadline and wait to be scored: room for a minute at 1,000 a second.</summary>
    [Range(1, 1_000_000)]
    public int LateQueue { get; set; } = 60_000;

    /// <summary>Folder in which they wait for the next process where this one ends; none: they wait in memory alone.</summary>
    public string? LateJournal { get; set; }

    /// <summary>How long an answer, which is late already, waits for its payment to be on disk there.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan LateFlush { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many of them are scored at once.</summary>
    [Range(1, 64)]
    public int LateWorkers { get; set; } = 4;

    /// <summary>The wait before one is tried again that could not be scored, as while the database is away.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan LateRetry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a service that stops goes on scoring them; a part of <c>Shutdown:Drain</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan LateDrain { get; set; } = TimeSpan.FromSeconds(10);
}
