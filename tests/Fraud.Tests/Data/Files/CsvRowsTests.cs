using Fraud.Api.Data.Files;
using Fraud.Api.Domain.Imports;

namespace Fraud.Tests.Data.Files;

public sealed class CsvRowsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_read_as_it_is_or_gzipped(bool isZipped)
    {
        var plain = HistoryFiles.Csv(HistoryFiles.Header, "1,2026-01-01,c,m,1,0", "2,2026-01-02,c,m,2,1");

        var (payments, errors) = await HistoryFiles.ReadAsync(CsvRows.ReadAsync(isZipped ? HistoryFiles.Zipped(plain) : plain, HistoryFiles.AsUsual, FieldNeeds.ToStore));

        errors.ShouldBeEmpty();
        payments.Select(payment => payment.Id).ShouldBe(["1", "2"]);
    }

    [Theory]
    [InlineData("\uFEFFtransaction id;at;customer id;terminal id;amount", "1;2026-01-01;c;m;1.5")]
    [InlineData("Id\tTimestamp\tCustomer\tTerminal\tAmount", "1\t2026-01-01\tc\tm\t1.5")]
    [InlineData("\"AMOUNT\",\"TERMINAL\",\"CUSTOMER\",\"AT\",\"ID\",\"NOTE\"", "\"1.5\",\"m\",\"c\",\"2026-01-01\",\"1\",\"a, \"\"b\"\"\nc\"")]
    public async Task Separator_order_case_quotes_and_other_columns_do_not_matter(string header, string line)
    {
        var (payments, errors) = await HistoryFiles.ReadCsvAsync(header, line, "", "");

        errors.ShouldBeEmpty();
        payments.ShouldHaveSingleItem().Amount.ShouldBe(1.5m);
    }

    [Fact]
    public async Task Columns_are_taken_as_their_sender_names_them()
    {
        var rows = CsvRows.ReadAsync(
            HistoryFiles.Csv("id,at,CUST_NO,customer_id,terminal,amount", "1,2026-01-01,mine,other,m,1"),
            new Dictionary<string, string> { ["customer"] = "cust_no" }, FieldNeeds.ToStore);

        var (payments, _) = await HistoryFiles.ReadAsync(rows);

        payments.ShouldHaveSingleItem().CustomerId.ShouldBe("mine");
    }

    [Theory]
    [InlineData("id,at,customer,amount", "terminal")]
    [InlineData("id,id,at,customer,terminal,amount", "twice")]
    [InlineData("", "transaction")]
    public async Task A_header_that_cannot_be_used_is_told(string header, string fault)
    {
        var failure = await Should.ThrowAsync<UnreadableFileException>(() => HistoryFiles.ReadCsvAsync(header, "1,2,3,4,5"));

        failure.Message.ShouldContain(fault);
    }

    [Fact]
    public async Task A_column_cannot_hold_two_fields()
    {
        var rows = CsvRows.ReadAsync(
            HistoryFiles.Csv("id,at,customer,terminal,amount"), new Dictionary<string, string> { ["customer"] = "id" }, FieldNeeds.ToStore);

        (await Should.ThrowAsync<UnreadableFileException>(() => HistoryFiles.ReadAsync(rows))).Message.ShouldContain("transaction and for customer");
    }

    [Fact]
    public async Task An_empty_file_is_told() =>
        (await Should.ThrowAsync<UnreadableFileException>(() => HistoryFiles.ReadAsync(CsvRows.ReadAsync(new MemoryStream(), HistoryFiles.AsUsual, FieldNeeds.ToStore))))
            .Message.ShouldContain("empty");

    [Fact]
    public async Task Lines_with_too_few_or_too_many_fields_are_errors_and_the_others_are_read()
    {
        var (payments, errors) = await HistoryFiles.ReadCsvAsync(HistoryFiles.Header, "1,2026-01-01,c", "2,2026-01-01,c,m,1,0", "3,2026-01-01,c,m,1,0,9");

        payments.ShouldHaveSingleItem().Id.ShouldBe("2");
        errors.Select(error => (error.Line, error.Column)).ShouldBe([(2, "row"), (4, "row")]);
    }

    [Fact]
    public async Task A_quote_that_is_not_closed_ends_the_reading_before_the_memory_does()
    {
        string[] lines = [HistoryFiles.Header, "1,2026-01-01,c,m,1,0", "\"2,2026-01-01,c,m,1,0", .. Enumerable.Repeat("3,2026-01-01,c,m,1,0", 1_000)];

        var failure = await Should.ThrowAsync<UnreadableFileException>(() => HistoryFiles.ReadCsvAsync(lines));

        failure.Message.ShouldContain("quote");
    }

    [Fact]
    public async Task An_endless_line_ends_the_reading()
    {
        var failure = await Should.ThrowAsync<UnreadableFileException>(() =>
            HistoryFiles.ReadCsvAsync(HistoryFiles.Header, string.Concat(Enumerable.Repeat("1,", 100_000))));

        failure.Message.ShouldContain("line 2");
    }

    [Fact]
    public async Task A_gzipped_file_that_unpacks_to_more_than_is_allowed_ends_the_reading()
    {
        var rows = CsvRows.ReadAsync(HistoryFiles.Zipped(NothingBut(10_000_000)), HistoryFiles.AsUsual, FieldNeeds.ToStore, unpackedBytes: 1_000_000);

        (await Should.ThrowAsync<UnreadableFileException>(() => HistoryFiles.ReadAsync(rows))).Message.ShouldContain("1000000 bytes when unpacked");
    }

    [Fact]
    public async Task Reading_can_be_ended_where_there_is_no_row_for_long()
    {
        using var ended = new CancellationTokenSource();
        await using var file = new EndingStream(HistoryFiles.Zipped(NothingBut(20_000_000)).ToArray(), ended);

        await Should.ThrowAsync<OperationCanceledException>(() => HistoryFiles.ReadAsync(CsvRows.ReadAsync(file, HistoryFiles.AsUsual, FieldNeeds.ToStore, cancellationToken: ended.Token)));

        file.IsReadToItsEnd.ShouldBeFalse();
    }

    // A header and empty lines, which are no rows.
    private static MemoryStream NothingBut(int lines) => HistoryFiles.Csv(HistoryFiles.Header + new string('\n', lines));

    /// <summary>Ends its own reading when a part of it was read.</summary>
    private sealed class EndingStream(byte[] content, CancellationTokenSource ended) : MemoryStream(content)
    {
        public bool IsReadToItsEnd { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
        {
            if (Position > Length / 4)
            {
                await ended.CancelAsync();
            }

            var read = await base.ReadAsync(destination, CancellationToken.None);
            IsReadToItsEnd |= Position == Length;
            return read;
        }
    }
}
