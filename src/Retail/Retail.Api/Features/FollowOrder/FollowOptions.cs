using System.ComponentModel.DataAnnotations;

namespace Retail.Api.Features.FollowOrder;

/// <summary>Section <c>Follow</c>: clients that wait for an order's decision.</summary>
public sealed class FollowOptions
{
    public const string Section = "Follow";

    /// <summary>How long a client may wait before it must ask again. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the order is looked at. Default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(250);
}
