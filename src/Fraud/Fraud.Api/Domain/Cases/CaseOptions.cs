using System.ComponentModel.DataAnnotations;

namespace Fraud.Api.Domain.Cases;

/// <summary>Settings of the section <c>Cases</c>, checked when the service starts.</summary>
public sealed class CaseOptions
{
    public const string Section = "Cases";

    /// <summary>How long a case stays with the analyst who took it, from the last work on it. Default 30 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Lock { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A case is due so long after an alert that was declined: someone may stand at a till. Default 4 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan DueAfterDecline { get; set; } = TimeSpan.FromHours(4);

    /// <summary>And so long after one that was held up for review. Default 24 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan DueAfterReview { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Largest attached file, in bytes. Default 2 MiB: they are kept in the database.</summary>
    [Range(1_024, 16 << 20)]
    public int AttachmentBytes { get; set; } = 2 << 20;

    /// <summary>Files a case. Default 20.</summary>
    [Range(0, 200)]
    public int Attachments { get; set; } = 20;

    /// <summary>How often open and overdue cases are counted for the gauges. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan MeasuringInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How soon after an alert somebody must have looked.</summary>
    /// <param name="told">What the sender was told: a customer who was let through at the deadline waits for nobody.</param>
    public TimeSpan DueAfter(Outcome told) => told == Outcome.Decline ? DueAfterDecline : DueAfterReview;
}
