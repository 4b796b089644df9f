namespace Fraud.Api.Data.Files;

/// <summary>A row as its file has it.</summary>
/// <param name="Line">Line of a CSV file, row of a Parquet file.</param>
/// <param name="Cells">By position of the field in <see cref="Domain.Imports.ImportField.All"/>; null where there is nothing. Good until the next row.</param>
/// <param name="Fault">What keeps it from being split into cells.</param>
public readonly record struct SourceRow(long Line, string?[] Cells, string? Fault = null);
