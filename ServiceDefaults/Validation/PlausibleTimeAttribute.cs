using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults;

/// <summary>A time that the clock has reached, give or take five minutes between two clocks, and not before a year.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PlausibleTimeAttribute() : ValidationAttribute("must be from {0} on and not more than 5 minutes in the future")
{
    public static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>The first year that can be meant; default 2000.</summary>
    public int FirstYear { get; init; } = 2000;

    public override bool RequiresValidationContext => true;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is DateTimeOffset at && !IsPlausible(at, validationContext.GetRequiredService<TimeProvider>().GetUtcNow())
            ? new ValidationResult(
                string.Format(CultureInfo.InvariantCulture, ErrorMessageString, FirstYear),
                validationContext.MemberName is { } member ? [member] : null)
            : ValidationResult.Success;

    /// <summary>Whether a time can be meant, as seen at another.</summary>
    public bool IsPlausible(DateTimeOffset at, DateTimeOffset now) =>
        at >= new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero) && at <= now + ClockDifference;
}
