using System.ComponentModel.DataAnnotations;

namespace Retail.Api.Features.BuildIndex;

/// <summary>Section <c>Recommendations</c>.</summary>
public sealed class RecommendationOptions
{
    public const string Section = "Recommendations";

    /// <summary>How far back feedback counts, in days. Default 540: a year with the season before.</summary>
    [Range(1, 3_650)]
    public int HistoryDays { get; set; } = 540;

    /// <summary>Latest feedback of one shopper that is read for a recommendation. Default 5,000.</summary>
    [Range(10, 100_000)]
    public int FeedbackPerShopper { get; set; } = 5_000;

    /// <summary>How often to look whether the item-to-item index is due. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan RebuildCheck { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The index is rebuilt when feedback has grown by this share since it was built. Default 0.05.</summary>
    [Range(0, 1)]
    public double RebuildGrowth { get; set; } = 0.05;

    /// <summary>But building may take at most this share of one processor: after 3 s of it there is a pause of 30 s. Default 0.1.</summary>
    [Range(0.001, 1)]
    public double RebuildShare { get; set; } = 0.1;

    /// <summary>And at least this often when anything changed: popularity fades. Default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan RebuildAtLeast { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long recommendations stay recorded. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often recorded recommendations past their time are deleted. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan RetentionCheck { get; set; } = TimeSpan.FromMinutes(10);
}
