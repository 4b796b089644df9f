namespace Fraud.Api.Domain.Imports;

/// <summary>How the columns of a file are to be understood.</summary>
/// <param name="Currency">Currency of rows that name none.</param>
/// <param name="LabelDelayDays">How long after its payment a label became known, where the file does not say when.</param>
/// <param name="Columns">Columns by field, where they are not named as usual.</param>
public sealed record ImportSettings(string Currency, int LabelDelayDays, IReadOnlyDictionary<string, string> Columns)
{
    public const int UsualLabelDelayDays = 7;
    public const int LongestLabelDelayDays = 730;

    public bool IsSameAs(ImportSettings other) =>
        Currency == other.Currency
        && LabelDelayDays == other.LabelDelayDays
        && Columns.Count == other.Columns.Count
        && Columns.All(column => other.Columns.TryGetValue(column.Key, out var name) && name == column.Value);
}
