using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;

namespace Manufacturing.Api.Domain.Validation;

/// <summary>A time from 2000 on that the clock has reached, give or take five minutes between two clocks.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PlausibleTimeAttribute() : ValidationAttribute("must be from 2000 on and not more than 5 minutes in the future")
{
    public static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override bool RequiresValidationContext => true;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is DateTimeOffset at && !IsPlausible(at, validationContext.GetRequiredService<TimeProvider>().GetUtcNow())
            ? new ValidationResult(ErrorMessageString, validationContext.MemberName is { } member ? [member] : null)
            : ValidationResult.Success;

    private static bool IsPlausible(DateTimeOffset at, DateTimeOffset now) => at >= Earliest && at <= now + ClockDifference;
}
