using System.ComponentModel.DataAnnotations;

namespace Fraud.Api.Domain.Validation;

/// <summary>A number that is a name, such as a merchant category: so many digits.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DigitsAttribute(int least, int most)
    : ValidationAttribute(least == most ? $"must be {least} digits" : $"must be {least} to {most} digits")
{
    public int Least => least;

    public int Most => most;

    public override bool IsValid(object? value) =>
        value is null || (value is string digits && digits.Length >= least && digits.Length <= most && digits.All(char.IsAsciiDigit));
}
