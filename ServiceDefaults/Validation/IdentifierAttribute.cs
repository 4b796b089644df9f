using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Platform.ServiceDefaults;

/// <summary>An id that others gave: 1 to 64 letters, digits, dots, hyphens, underscores and colons.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed partial class IdentifierAttribute() : ValidationAttribute("must be 1 to 64 of the characters A-Z a-z 0-9 . _ : -")
{
    public const int MaximumLength = 64;

    public override bool IsValid(object? value) => value is null || (value is string text && Allowed().IsMatch(text));

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]{1,64}\z")]
    private static partial Regex Allowed();
}
