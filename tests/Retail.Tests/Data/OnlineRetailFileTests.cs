using System.IO.Compression;
using System.Text;
using Platform.Learning;
using Retail.Training.Data;

namespace Retail.Tests.Data;

public sealed class OnlineRetailFileTests : IDisposable
{
    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
    private const string Clean = "536365,85123A,\"HEART, WHITE \"\"T\"\"\",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.csv");

    [Fact]
    public void A_clean_line_is_a_sale() =>
        Read(Header, Clean).ShouldHaveSingleItem().ShouldBe(new Sale("536365", "85123A", new DateTime(2010, 12, 1, 8, 26, 0), 2.55m, "17850"));

    [Theory]
    [InlineData("C536365,85123A,x,6,2010-12-01 08:26:00,2.55,17850,UK")]
    [InlineData("536365,POST,x,6,2010-12-01 08:26:00,2.55,17850,UK")]
    [InlineData("536365,85123A,x,-6,2010-12-01 08:26:00,2.55,17850,UK")]
    [InlineData("536365,85123A,x,6,2010-12-01 08:26:00,0,17850,UK")]
    [InlineData("536365,85123A,x,6,2010-12-01 08:26:00,2.55,,UK")]
    public void A_line_that_is_not_clean_is_left_out(string line) => Read(Header, line, Clean).ShouldHaveSingleItem();

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_the_file_may_be_gzipped()
    {
        using (var gzip = new GZipStream(File.Create(_path), CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes("\uFEFFcustomer id,UnitPrice,InvoiceDate,Quantity,StockCode,InvoiceNo\r\n17850,2.55,12/1/2010 8:26,6,85123A,536365\r\n"));
        }

        OnlineRetailFile.Read(_path).ShouldHaveSingleItem().Customer.ShouldBe("17850");
    }

    [Theory]
    [InlineData("536365,85123A,x,six,2010-12-01 08:26:00,2.55,17850,UK", "Quantity \"six\"")]
    [InlineData("536365,85123A,x,6,2010-12-01 08:26:00,NaN,17850,UK", "UnitPrice \"NaN\"")]
    [InlineData("536365,85123A,x,6,the first,2.55,17850,UK", "InvoiceDate \"the first\"")]
    [InlineData("536365,85123A,x,6,2010-12-01 08:26:00,2.55,17850", "7 fields")]
    [InlineData("536365,85123A,\"x,6,2010-12-01 08:26:00,2.55,17850,UK", "quote")]
    public void A_bad_line_is_named_with_its_number(string line, string reason)
    {
        var error = Should.Throw<InputException>(() => Read(Header, Clean, line));

        error.Message.ShouldContain(_path);
        error.Message.ShouldContain("line 3");
        error.Message.ShouldContain(reason);
    }

    [Fact]
    public void A_missing_column_is_named() =>
        Should.Throw<InputException>(() => Read(Header.Replace("UnitPrice", "Price", StringComparison.Ordinal), Clean)).Message.ShouldContain("UnitPrice");

    [Fact]
    public void An_empty_file_and_one_without_clean_lines_are_refused()
    {
        Should.Throw<InputException>(() => Read());
        Should.Throw<InputException>(() => Read(Header));
    }

    [Fact]
    public void A_spreadsheet_is_refused_with_the_remedy()
    {
        File.WriteAllBytes(_path, [.. "PK\u0003\u0004"u8]);

        Should.Throw<InputException>(() => OnlineRetailFile.Read(_path)).Message.ShouldContain("save it as CSV");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Should.Throw<InputException>(() => OnlineRetailFile.Read("nowhere.csv")).Message.ShouldContain("nowhere.csv");

    [Fact]
    public void A_file_cut_off_in_the_middle_is_damaged()
    {
        using (var whole = new MemoryStream())
        {
            using (var gzip = new GZipStream(whole, CompressionMode.Compress, leaveOpen: true))
            {
                gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 5_000).Select(i => $"{i * 7919}"))));
            }

            File.WriteAllBytes(_path, whole.ToArray()[..(int)(whole.Length / 2)]);
        }

        Should.Throw<InputException>(() => OnlineRetailFile.Read(_path));
    }

    public void Dispose() => File.Delete(_path);

    private List<Sale> Read(params string[] lines)
    {
        File.WriteAllLines(_path, lines);
        return OnlineRetailFile.Read(_path);
    }
}
