using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Fraud.Api.Domain.Validation;

/// <summary>A version of a model: three numbers.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed partial class ModelVersionAttribute() : ValidationAttribute("must be a version of a model such as 1.2.0")
{
    public override bool IsValid(object? value) => value is null || (value is string text && Numbers().IsMatch(text));

    [GeneratedRegex(@"\A[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}\z")]
    private static partial Regex Numbers();
}
