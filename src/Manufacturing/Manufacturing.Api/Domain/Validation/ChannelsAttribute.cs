using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Manufacturing.Api.Domain.Validation;

/// <summary>A value for each of so many channels; none beyond a million, which no sensor of ours gives.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ChannelsAttribute(int count) : ValidationAttribute
{
    private const double Largest = 1e6;

    public int Count { get; } = count;

    public override string FormatErrorMessage(string name) => string.Create(
        CultureInfo.InvariantCulture, $"must be {Count} numbers from {-Largest} to {Largest}");

    public override bool IsValid(object? value) =>
        value is null || (value is double[] values && values.Length == Count && values.All(number => Math.Abs(number) <= Largest));
}
