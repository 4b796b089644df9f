using System.Text;
using CsCheck;
using Fraud.Api.Data.Files;
using Fraud.Api.Domain.Imports;

namespace Fraud.Tests.Data.Files;

/// <summary>Files as nobody should have them: whatever they say, each row is a payment or is named, and nothing is thrown.</summary>
public sealed class RowProperties
{
    private static readonly string[] Awkward =
    [
        "", " ", "1", "0", "t1", "-1", "NaN", "∞", "1e28", "1e-28", "79228162514264337593543950335", "0.00005", "9999999999999999999999999999", "EUR", "USD", "XXX", "DE", "5411",
        "400012", "true", "genuine", "chargeback", "ecommerce", "2026-01-01", "2026-01-01T00:00:00+14:00", "0001-01-01", "0001-01-01T00:00:00+14:00",
        "9999-12-31", "9999-12-31T23:59:59-14:00", "9999-12-31 23:59:59.9999999", "2026-02-30", "\0", "\uD800", "İ", "'; drop", "\"", "a,b", "\r\n",
    ];

    // By position of the field.
    private static readonly string[] Right =
        ["t1", "2026-01-05T10:00:00Z", "c1", "m1", "57.16", "USD", "1", "2026-01-09", "ecommerce", "DE", "d-1", "5411", "400012"];

    private static readonly Gen<string> Cell = Gen.Frequency((3, Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i])), (1, Gen.String));

    // Most cells are right, so that some rows are.
    private static readonly Gen<string?[]> Cells = Gen.Select(
        Cell.Array[ImportField.All.Count],
        Gen.Int[0, 19].Array[ImportField.All.Count],
        (cells, choices) => cells.Select((cell, i) => choices[i] > 1 ? Right[i] : choices[i] == 1 || cell.Length == 0 ? null : cell).ToArray());

    [Fact]
    public void Any_cells_are_a_payment_or_an_error_of_their_line() =>
        Cells.Sample(cells =>
        {
            var errors = new List<RowError>();

            var payment = HistoryFiles.Reader().Read(new SourceRow(7, cells), errors);

            (payment is null).ShouldBe(errors.Count > 0);
            errors.ShouldAllBe(error => error.Line == 7 && error.Reason.Length <= ImportError.ReasonLength);
            if (payment is not null)
            {
                (payment.At, payment.LabelledAt ?? payment.At).ShouldSatisfyAllConditions(
                    times => times.Item1.Year.ShouldBeGreaterThanOrEqualTo(2000), times => times.Item2.ShouldBeGreaterThanOrEqualTo(times.Item1));
            }
        });

    [Fact]
    public async Task Any_lines_are_payments_or_errors_of_their_lines_as_far_as_the_file_can_be_read() =>
        await Cell.Array[0, 8].Array[0, 12].SampleAsync(async lines =>
        {
            var text = string.Join('\n', lines.Select(cells => string.Join(',', cells)).Prepend(HistoryFiles.Header));
            var (rows, payments, errors) = (0, 0, new List<RowError>());
            var reader = HistoryFiles.Reader();
            try
            {
                await foreach (var row in CsvRows.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), HistoryFiles.AsUsual, FieldNeeds.ToStore))
                {
                    rows++;
                    payments += reader.Read(row, errors) is null ? 0 : 1;
                }
            }
            catch (UnreadableFileException)
            {
                // It says so itself.
            }

            (payments + errors.Select(error => error.Line).Distinct().Count()).ShouldBe(rows);
        });

    [Fact]
    public async Task Any_bytes_are_rows_or_told_to_be_no_file() =>
        await Gen.Byte.Array.SampleAsync(async bytes =>
        {
            try
            {
                await HistoryFiles.ReadAsync(CsvRows.ReadAsync(new MemoryStream(bytes), HistoryFiles.AsUsual, FieldNeeds.ToStore));
            }
            catch (Exception fault) when (fault is UnreadableFileException or InvalidDataException)
            {
                // As ImportRun takes it.
            }
        });
}
