namespace Fraud.Api.Domain.Imports;

/// <summary>What whoever reads a file makes use of.</summary>
/// <param name="Read">Fields that are read where the file has them; their columns alone are looked for.</param>
/// <param name="Required">Fields without which the file is refused.</param>
public sealed record FieldNeeds(IReadOnlyList<ImportField> Read, IReadOnlyList<ImportField> Required)
{
    /// <summary>To store payments: everything.</summary>
    public static FieldNeeds ToStore { get; } = new(ImportField.All, [.. ImportField.All.Where(field => field.IsRequired)]);

    /// <summary>To learn from payments: what features are made of, and the label.</summary>
    public static FieldNeeds ToLearn { get; } = new(
        [ImportField.At, ImportField.Customer, ImportField.Terminal, ImportField.Amount, ImportField.Currency, ImportField.Fraud, ImportField.LabelledAt],
        [ImportField.At, ImportField.Customer, ImportField.Terminal, ImportField.Amount, ImportField.Fraud]);
}
