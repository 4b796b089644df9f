using System.Globalization;
using Platform.Learning;

namespace Retail.Training.Data;

/// <summary>Where the columns are, and how a line becomes a <see cref="Sale"/>.</summary>
internal sealed class SaleColumns
{
    private static readonly string[] DateFormats =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss"];

    private readonly string _path;
    private readonly int _width;
    private readonly int _invoice;
    private readonly int _stockCode;
    private readonly int _quantity;
    private readonly int _date;
    private readonly int _price;
    private readonly int _customer;

    private SaleColumns(string path, List<string> header)
    {
        _path = path;
        _width = header.Count;
        _invoice = Find("InvoiceNo");
        _stockCode = Find("StockCode");
        _quantity = Find("Quantity");
        _date = Find("InvoiceDate");
        _price = Find("UnitPrice");
        _customer = Find("CustomerID");

        int Find(string column)
        {
            var position = header.FindIndex(name => name.Replace(" ", "", StringComparison.Ordinal).Equals(column, StringComparison.OrdinalIgnoreCase));
            return position >= 0
                ? position
                : throw new InputException($"column {column} is missing; found: {string.Join(", ", header)}", path, 1);
        }
    }

    public static SaleColumns Parse(string line, string path) => new(path, CsvLine.Split(line.TrimStart('\uFEFF')) ?? []);

    /// <summary>The line's sale, or null when the line is not clean.</summary>
    public Sale? Read(string line, long number)
    {
        var fields = CsvLine.Split(line) ?? throw new InputException("a quote stays open", _path, number);
        if (fields.Count != _width)
        {
            throw new InputException($"{fields.Count} fields where the header has {_width}", _path, number);
        }

        var quantity = Number(fields[_quantity], "Quantity", number);
        var price = Number(fields[_price], "UnitPrice", number);
        if (!DateTime.TryParseExact(fields[_date], DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            throw new InputException($"InvoiceDate \"{fields[_date]}\" is no date like 2011-09-30 17:22:00", _path, number);
        }

        // Spreadsheets write the customer 17850 as 17850.0.
        var customer = fields[_customer].EndsWith(".0", StringComparison.Ordinal) ? fields[_customer][..^2] : fields[_customer];
        var stockCode = fields[_stockCode];
        var clean = customer.Length > 0 && quantity > 0 && price > 0 && !fields[_invoice].StartsWith('C')
            && stockCode.Length >= 5 && stockCode.AsSpan(0, 5).IndexOfAnyExceptInRange('0', '9') < 0;
        return clean ? new Sale(fields[_invoice], stockCode, at, price, customer) : null;
    }

    private decimal Number(string text, string column, long line) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InputException($"{column} \"{text}\" is no number", _path, line);
}
