using System.ComponentModel.DataAnnotations;

namespace Fraud.Api.Features.WorkReports;

/// <summary>Settings of the section <c>Reports</c>, checked when the service starts.</summary>
public sealed class ReportOptions
{
    public const string Section = "Reports";

    /// <summary>The longest a report may read. Less than a request may take (<c>Limits:RequestTimeout</c>). Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
