using System.ComponentModel.DataAnnotations;

namespace Fraud.Api.Data.Policies;

/// <summary>Settings of the section <c>Policy</c>, checked when the service starts.</summary>
public sealed class PolicyOptions
{
    public const string Section = "Policy";

    /// <summary>How often a replica looks whether rules or lists were changed elsewhere; default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>When what is known is called out of date: health is degraded then; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an entry of the allow list lasts at most; default 90 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan LongestAllow { get; set; } = TimeSpan.FromDays(90);
}
