using System.IO.Compression;
using System.Text;
using Fraud.Tests.Data.Files;
using Fraud.Training.Data;
using Parquet;
using Parquet.Schema;
using Platform.Learning;

namespace Fraud.Tests.Training.Data;

public sealed class TransactionFileTests : IDisposable
{
    private const string Header = "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_TIME_SECONDS,TX_TIME_DAYS,TX_FRAUD,TX_FRAUD_SCENARIO";
    private const string Line = "0,2018-04-01 00:00:31,596,3156,57.16,31,0,0,0";
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task The_handbooks_lines_are_read()
    {
        var payments = await ReadAsync($"{Header}\n{Line}\n1,2018-04-01 00:02:10,4961,3156,81.5,130,0,1,2\n");

        payments.ShouldBe(
        [
            new CardPayment(new DateTimeOffset(2018, 4, 1, 0, 0, 31, TimeSpan.Zero), 0, 0, 57.16m, false, new DateTimeOffset(2018, 4, 8, 0, 0, 31, TimeSpan.Zero)),
            new CardPayment(new DateTimeOffset(2018, 4, 1, 0, 2, 10, TimeSpan.Zero), 1, 0, 81.5m, true, new DateTimeOffset(2018, 4, 8, 0, 2, 10, TimeSpan.Zero)),
        ]);
    }

    [Fact]
    public async Task Columns_may_come_in_another_order_quoted_and_with_windows_line_ends() =>
        (await ReadAsync("\uFEFF\"TX_FRAUD\",\"TX_AMOUNT\",\"TX_DATETIME\",\"TERMINAL_ID\",\"CUSTOMER_ID\"\r\n1,5,\"2018-04-01 10:00:00\",T9,\"C7\"\r\n"))
            .ShouldBe([new CardPayment(new DateTimeOffset(2018, 4, 1, 10, 0, 0, TimeSpan.Zero), 0, 0, 5, true, new DateTimeOffset(2018, 4, 8, 10, 0, 0, TimeSpan.Zero))]);

    [Fact]
    public async Task A_gzipped_file_is_known_by_its_content()
    {
        await using (var zip = new GZipStream(File.Create(_path), CompressionLevel.Fastest))
        {
            await zip.WriteAsync(Encoding.UTF8.GetBytes($"{Header}\n{Line}\n"));
        }

        (await TransactionFile.ReadAsync(_path)).Payments.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rows_out_of_order_are_sorted_by_time_and_ties_kept()
    {
        var payments = await ReadAsync("TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD\n2018-04-02,a,t,1,0\n2018-04-01 08:00:00,a,t,2,0\n2018-04-02,a,t,3,0\n");

        payments.Select(payment => payment.Amount).ShouldBe([2, 1, 3]);
    }

    [Theory]
    [InlineData("1,yesterday,4961,3412,81.51,130,0,0,0", "at must be a time")]
    [InlineData("1,2018-04-01 00:02:10,,3412,81.51,130,0,0,0", "customer is missing")]
    [InlineData("1,2018-04-01 00:02:10,4961,3412,-1,130,0,0,0", "amount must be 0 or more")]
    [InlineData("1,2018-04-01 00:02:10,4961,3412,NaN,130,0,0,0", "amount must be a number")]
    [InlineData("1,2018-04-01 00:02:10,4961,3412,81.51,130,0,2,0", "fraud must be 0, 1")]
    [InlineData("1,2018-04-01 00:02:10,4961", "row has 3 fields, where the header has 9")]
    [InlineData("1,2018-04-01 00:02:10,4961,3412,81.51,130,0,0,0,7", "row has 10 fields, where the header has 9")]
    public async Task A_bad_line_is_named_by_its_number(string line, string fault)
    {
        var refused = await Should.ThrowAsync<InputException>(() => ReadAsync($"{Header}\n{Line}\n{line}\n"));

        refused.Message.ShouldContain("line 3");
        refused.Message.ShouldContain(fault);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData(Header, "there is a header and no transaction")]
    [InlineData("a,b,c\n1,2,3", "no column is named TX_DATETIME")]
    [InlineData("at,customer,terminal,amount\n2018-04-01,c,t,1", "no column is named TX_FRAUD")]
    public async Task A_file_without_transactions_is_refused(string content, string fault) =>
        (await Should.ThrowAsync<InputException>(() => ReadAsync(content))).Message.ShouldContain(fault);

    [Fact]
    public async Task A_file_that_is_not_there_is_refused() =>
        (await Should.ThrowAsync<InputException>(() => TransactionFile.ReadAsync(_path + ".none"))).Message.ShouldContain("cannot be read");

    [Fact]
    public async Task A_broken_gzip_file_is_refused()
    {
        await File.WriteAllBytesAsync(_path, [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

        (await Should.ThrowAsync<InputException>(() => TransactionFile.ReadAsync(_path))).Message.ShouldContain("cannot be read");
    }

    [Fact]
    public async Task A_companys_own_file_is_read_as_an_import_reads_it()
    {
        var reading = FileReading.Of(
            HistoryFiles.Rates, "USD", labelDelayDays: 14, new Dictionary<string, string> { ["customer"] = "CUST NO", ["fraud"] = "outcome" });

        var payments = await ReadAsync(
            """
            at;CUST NO;terminal;amount;currency;outcome;labelled_at;note
            2026-01-05T10:00:00+02:00;Jane Doe;shop 1;10;;chargeback;;"a; b"
            2026-01-05 08:30:00;Jane Doe;shop 2;1.123456;EUR;genuine;2026-01-06;
            2026-01-05 09:00:00;K;shop 2;5;EUR;;;
            """,
            reading);

        payments.ShouldBe(
        [
            new CardPayment(At(5, 8), 0, 0, 8, true, At(19, 8)), // dollars, known after two weeks
            new CardPayment(At(5, 8).AddMinutes(30), 0, 1, 1.123456m, false, At(6, 0)),
            new CardPayment(At(5, 9), 1, 1, 5, false),
        ]);
        reading.Options().ShouldBe(" --map customer=CUST NO --map fraud=outcome --currency USD --label-delay 14");

        static DateTimeOffset At(int day, int hour) => new(2026, 1, day, hour, 0, 0, TimeSpan.Zero);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00+00:00")]
    [InlineData("1991-05-04 12:00:00")]
    [InlineData("9999-12-31 23:59:59")]
    public async Task Payments_to_learn_from_may_be_of_any_year(string at) =>
        (await ReadAsync($"at,customer,terminal,amount,fraud\n{at},c,t,1,1\n")).ShouldHaveSingleItem().Fraud.ShouldBeTrue();

    [Fact]
    public async Task A_parquet_file_is_known_by_its_content()
    {
        var at = new DataField<DateTime>("at");
        var texts = new[] { "customer", "terminal" }.Select(name => new DataField<string>(name)).ToArray();
        var amount = new DataField<double>("amount");
        var fraud = new DataField<bool>("fraud");
        await using (var file = File.Create(_path))
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(at, texts[0], texts[1], amount, fraud), file);
            using var rows = writer.CreateRowGroup();
            await rows.WriteAsync<DateTime>(at, new[] { new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc) }.AsMemory());
            await rows.WriteAsync(texts[0], ["c"]);
            await rows.WriteAsync(texts[1], ["t"]);
            await rows.WriteAsync<double>(amount, new[] { 57.16 }.AsMemory());
            await rows.WriteAsync<bool>(fraud, new[] { true }.AsMemory());
        }

        var payment = (await TransactionFile.ReadAsync(_path)).Payments.ShouldHaveSingleItem();

        (payment.Amount, payment.Fraud).ShouldBe((57.16m, true));
    }

    [Fact]
    public void A_currency_without_a_rate_is_refused() =>
        Should.Throw<InputException>(() => FileReading.Of(HistoryFiles.Rates, "GBP", 7, HistoryFiles.AsUsual)).Message.ShouldContain("GBP has no rate");

    [Fact]
    public void The_currencies_are_the_services() => FileReading.ServiceRates().ToBase(103.89m, "USD").ShouldBe(100);

    private async Task<IReadOnlyList<CardPayment>> ReadAsync(string content, FileReading? reading = null)
    {
        await File.WriteAllTextAsync(_path, content);
        return (await TransactionFile.ReadAsync(_path, reading)).Payments;
    }
}
