using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Domain.Validation;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.StartImport;

/// <summary>Announces a file of past payments and labels.</summary>
/// <param name="Name">The file's name, for people.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal: the same file announced again goes on with its open import.</param>
/// <param name="Currency">Currency of rows that name none; without it, the base currency.</param>
/// <param name="LabelDelayDays">How long after its payment a label became known, where the file does not say when.</param>
/// <param name="Columns">Columns by field, where they are not named as usual: <c>{"customer": "CUST_NO"}</c>.</param>
public sealed record StartImport(
    [property: Required, RegularExpression(@"^\P{C}{1,200}$", ErrorMessage = "must be 1 to 200 characters that can be printed")] string Name,
    ImportFormat Format,
    [property: Range(1, long.MaxValue)] long Bytes,
    [property: Required, RegularExpression("^[0-9a-f]{64}$", ErrorMessage = "must be 64 digits of lower-case hexadecimal")] string Sha256,
    [property: Currency, Convertible] string? Currency = null,
    [property: Range(0, ImportSettings.LongestLabelDelayDays)] int LabelDelayDays = ImportSettings.UsualLabelDelayDays,
    IReadOnlyDictionary<string, string>? Columns = null) : IValidatableObject
{
    private const int ColumnLength = 128;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (field, column) in Columns ?? new Dictionary<string, string>())
        {
            if (!ImportField.All.Any(known => known.Name == field))
            {
                yield return new ValidationResult(
                    $"has a name that is no field; the fields are: {string.Join(", ", ImportField.All.Select(known => known.Name))}", [nameof(Columns)]);
            }

            if (column is not { Length: > 0 and <= ColumnLength } || column.Any(char.IsControl))
            {
                yield return new ValidationResult($"must name columns by 1 to {ColumnLength} characters that can be printed", [nameof(Columns)]);
            }
        }
    }
}
