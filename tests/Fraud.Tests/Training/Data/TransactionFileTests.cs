using System.IO.Compression;
using System.Text;
using Fraud.Training.Data;
using Platform.Learning;

namespace Fraud.Tests.Training.Data;

public sealed class TransactionFileTests : IDisposable
{
    private const string Header = "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_TIME_SECONDS,TX_TIME_DAYS,TX_FRAUD,TX_FRAUD_SCENARIO";
    private const string Line = "0,2018-04-01 00:00:31,596,3156,57.16,31,0,0,0";
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_handbooks_lines_are_read()
    {
        var payments = Read($"{Header}\n{Line}\n1,2018-04-01 00:02:10,4961,3156,81.5,130,0,1,2\n");

        payments.ShouldBe(
        [
            new CardPayment(new DateTimeOffset(2018, 4, 1, 0, 0, 31, TimeSpan.Zero), 0, 0, 57.16m, false),
            new CardPayment(new DateTimeOffset(2018, 4, 1, 0, 2, 10, TimeSpan.Zero), 1, 0, 81.5m, true),
        ]);
    }

    [Fact]
    public void Columns_may_come_in_another_order_quoted_and_with_windows_line_ends() =>
        Read("\uFEFF\"TX_FRAUD\",\"TX_AMOUNT\",\"TX_DATETIME\",\"TERMINAL_ID\",\"CUSTOMER_ID\"\r\n1,5,\"2018-04-01 10:00:00\",T9,\"C7\"\r\n")
            .ShouldBe([new CardPayment(new DateTimeOffset(2018, 4, 1, 10, 0, 0, TimeSpan.Zero), 0, 0, 5, true)]);

    [Fact]
    public void A_gzipped_file_is_known_by_its_content()
    {
        using (var zip = new GZipStream(File.Create(_path), CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes($"{Header}\n{Line}\n"));
        }

        TransactionFile.Read(_path).Payments.Count.ShouldBe(1);
    }

    [Fact]
    public void Rows_out_of_order_are_sorted_by_time_and_ties_kept()
    {
        var payments = Read("TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD\n2018-04-02,a,t,1,0\n2018-04-01 08:00:00,a,t,2,0\n2018-04-02,a,t,3,0\n");

        payments.Select(payment => payment.Amount).ShouldBe([2, 1, 3]);
    }

    [Theory]
    [InlineData("1,yesterday,4961,3412,81.51,130,0,0,0", "TX_DATETIME 'yesterday' is no time")]
    [InlineData("1,2018-04-01 00:02:10,,3412,81.51,130,0,0,0", "CUSTOMER_ID '' is empty")]
    [InlineData("1,2018-04-01 00:02:10,4961,3412,-1,130,0,0,0", "TX_AMOUNT '-1' is no amount of 0 or more")]
    [InlineData("1,2018-04-01 00:02:10,4961,3412,NaN,130,0,0,0", "TX_AMOUNT 'NaN' is no amount of 0 or more")]
    [InlineData("1,2018-04-01 00:02:10,4961,3412,81.51,130,0,2,0", "TX_FRAUD '2' is neither 0 nor 1")]
    [InlineData("1,2018-04-01 00:02:10,4961", "3 fields, where the header has 9")]
    [InlineData("1,2018-04-01 00:02:10,4961,3412,81.51,130,0,0,0,7", "10 fields, where the header has 9")]
    public void A_bad_line_is_named_by_its_number(string line, string fault)
    {
        var refused = Should.Throw<InputException>(() => Read($"{Header}\n{Line}\n{line}\n"));

        refused.Message.ShouldContain("line 3");
        refused.Message.ShouldContain(fault);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData(Header, "there is a header and no transaction")]
    [InlineData("a,b,c\n1,2,3", "the column TX_DATETIME is missing")]
    public void A_file_without_transactions_is_refused(string content, string fault) =>
        Should.Throw<InputException>(() => Read(content)).Message.ShouldContain(fault);

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Should.Throw<InputException>(() => TransactionFile.Read(_path + ".none")).Message.ShouldContain("cannot be read");

    [Fact]
    public void A_broken_gzip_file_is_refused()
    {
        File.WriteAllBytes(_path, [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

        Should.Throw<InputException>(() => TransactionFile.Read(_path)).Message.ShouldContain("cannot be read");
    }

    private IReadOnlyList<CardPayment> Read(string content)
    {
        File.WriteAllText(_path, content);
        return TransactionFile.Read(_path).Payments;
    }
}
