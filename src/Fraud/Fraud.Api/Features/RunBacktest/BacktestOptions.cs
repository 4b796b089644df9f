using System.ComponentModel.DataAnnotations;

namespace Fraud.Api.Features.RunBacktest;

/// <summary>Settings of the section <c>Backtests</c>, checked when the service starts: how much of the machine they may have.</summary>
public sealed class BacktestOptions
{
    public const string Section = "Backtests";

    /// <summary>Whether this replica runs backtests; asking for them and reading them is possible at any.</summary>
    public bool Run { get; set; } = true;

    /// <summary>Payments read a second, at most: what is left belongs to live decisions.</summary>
    [Range(10, 1_000_000)]
    public int PaymentsPerSecond { get; set; } = 5_000;

    /// <summary>Payments of one read, and of one call of a model.</summary>
    [Range(10, 10_000)]
    public int Page { get; set; } = 1_000;

    /// <summary>The longest one read may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A run that has said nothing for so long is taken over by another replica, which begins anew.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AliveFor { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a replica without work looks for some.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A backtest that was interrupted so often has failed.</summary>
    [Range(1, 10)]
    public int Attempts { get; set; } = 3;

    /// <summary>Backtests that wait at most; further ones are refused.</summary>
    [Range(1, 1_000)]
    public int Waiting { get; set; } = 20;
}
