using Fraud.Api.Domain;
using Fraud.Api.Domain.Imports;
using Fraud.Api.Features.RunImport;
using Parquet;
using Parquet.Schema;

namespace Fraud.Tests.Features.RunImport;

public sealed class ParquetRowsTests
{
    private static readonly DateTime At = new(2026, 1, 5, 10, 30, 0, 250, DateTimeKind.Utc);

    [Fact]
    public async Task Texts_numbers_times_and_truths_are_read()
    {
        var id = new DataField<long>("TRANSACTION_ID");
        var at = new DateTimeDataField("TX_DATETIME", DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true, unit: null, isNullable: false, isArray: null);
        var customer = new DataField<string>("CUSTOMER_ID");
        var terminal = new DataField<int>("TERMINAL_ID");
        var amount = new DataField<double>("TX_AMOUNT");
        var fraud = new DataField<bool?>("TX_FRAUD");
        await using var file = await WriteAsync([id, at, customer, terminal, amount, fraud], async rows =>
        {
            await rows.WriteAsync<long>(id, new long[] { 1, 2 }.AsMemory());
            await rows.WriteAsync<DateTime>(at, new[] { At, At.AddDays(1) }.AsMemory());
            await rows.WriteAsync(customer, ["c1", "c2"]);
            await rows.WriteAsync<int>(terminal, new[] { 7, 8 }.AsMemory());
            await rows.WriteAsync<double>(amount, new[] { 57.16, .12345 }.AsMemory());
            await rows.WriteAsync<bool>(fraud, new bool?[] { true, null }.AsMemory());
        });

        var (payments, errors) = await Files.ReadAsync(ParquetRows.ReadAsync(file, Files.AsUsual));

        var payment = payments.ShouldHaveSingleItem();
        (payment.Line, payment.Id, payment.CustomerId, payment.TerminalId, payment.Amount).ShouldBe((1, "1", "c1", "7", 57.16m));
        (payment.At, payment.Verdict).ShouldBe((new DateTimeOffset(At), Verdict.Chargeback));
        errors.ShouldHaveSingleItem().ShouldBe(new RowError(2, "amount", "2", "must be from 0 to 10000000, with at most 4 decimals"));
    }

    [Fact]
    public async Task Decimals_days_and_small_integers_are_read_and_nothing_is_nothing()
    {
        var id = new DataField<string>("id");
        var at = new DataField<DateOnly>("at");
        var customer = new DataField<short>("customer");
        var terminal = new DataField<string>("terminal");
        var amount = new DecimalDataField("amount", 18, 2);
        var fraud = new DataField<double>("fraud");
        await using var file = await WriteAsync([id, at, customer, terminal, amount, fraud], async rows =>
        {
            await rows.WriteAsync(id, ["a", "b"]);
            await rows.WriteAsync<DateOnly>(at, new DateOnly[] { new(2026, 1, 5), new(2026, 1, 6) }.AsMemory());
            await rows.WriteAsync<short>(customer, new short[] { 5, 6 }.AsMemory());
            await rows.WriteAsync(terminal, ["m", "n"]);
            await rows.WriteAsync<decimal>(amount, new[] { 12.34m, 5m }.AsMemory());
            await rows.WriteAsync<double>(fraud, new[] { 1, double.NaN }.AsMemory());
        });

        var (payments, errors) = await Files.ReadAsync(ParquetRows.ReadAsync(file, Files.AsUsual));

        errors.ShouldBeEmpty();
        payments.Select(payment => (payment.Amount, payment.CustomerId, payment.At.Day, payment.Verdict))
            .ShouldBe([(12.34m, "5", 5, Verdict.Chargeback), (5m, "6", 6, null)]);
    }

    [Fact]
    public async Task Rows_that_were_dealt_with_are_passed_over_across_row_groups()
    {
        var fields = new[] { "id", "at", "customer", "terminal", "amount" }.Select(name => new DataField<string>(name)).ToArray();
        await using var file = await WriteAsync(fields, Rows("1", "2", "3"), Rows("4", "5"), Rows("6"));

        var (payments, _) = await Files.ReadAsync(ParquetRows.ReadAsync(file, Files.AsUsual, skip: 4));

        payments.Select(payment => (payment.Line, payment.Id)).ShouldBe([(5, "5"), (6, "6")]);

        Func<ParquetRowGroupWriter, Task> Rows(params string[] ids) => async rows =>
        {
            await rows.WriteAsync(fields[0], ids);
            foreach (var (field, value) in fields.Skip(1).Zip(["2026-01-01", "c", "m", "1"]))
            {
                await rows.WriteAsync(field, Enumerable.Repeat(value, ids.Length).ToArray());
            }
        };
    }

    [Fact]
    public async Task What_is_no_parquet_file_is_refused()
    {
        var rows = ParquetRows.ReadAsync(Files.Csv(Files.Header, "1,2026-01-01,c,m,1,0"), Files.AsUsual);

        await Should.ThrowAsync<UnreadableFileException>(() => Files.ReadAsync(rows));
    }

    [Theory]
    [InlineData("F80BA201307BDD7D98C93E7DBE7904A8")] // in these the library was lost for minutes
    [InlineData("F80BA2012685B87DB04ECBCAC9D6DFC6")]
    [InlineData("F80BA201648F407BBAD5DE18FDFCFBE7")]
    [InlineData("19FCFFFFFFFF0700000000000000000000")] // a list of two billion
    public async Task A_damaged_footer_is_refused_at_once(string footer)
    {
        var content = Convert.FromHexString(footer);
        byte[] file = [.. "PAR1"u8, .. content, (byte)content.Length, 0, 0, 0, .. "PAR1"u8];

        await Should.ThrowAsync<UnreadableFileException>(() => Files.ReadAsync(ParquetRows.ReadAsync(new MemoryStream(file), Files.AsUsual)));
    }

    private static async Task<MemoryStream> WriteAsync(DataField[] fields, params Func<ParquetRowGroupWriter, Task>[] groups)
    {
        var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file))
        {
            foreach (var write in groups)
            {
                using var rows = writer.CreateRowGroup();
                await write(rows);
            }
        }

        file.Position = 0;
        return file;
    }
}
