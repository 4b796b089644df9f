using System.Globalization;
using Platform.Learning;

namespace Fraud.Training.Data;

/// <summary>Reads the lines of one file. The values hold no commas, so quotes are taken off and not interpreted.</summary>
internal sealed class LineParser
{
    private const string TimeName = "TX_DATETIME";
    private const string CustomerName = "CUSTOMER_ID";
    private const string TerminalName = "TERMINAL_ID";
    private const string AmountName = "TX_AMOUNT";
    private const string FraudName = "TX_FRAUD";

    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd"];

    private readonly string _path;
    private readonly int _time, _customer, _terminal, _amount, _fraud;
    private readonly Range[] _fields;
    private readonly Numbering _customers = new();
    private readonly Numbering _terminals = new();

    public LineParser(string path, string header)
    {
        _path = path;
        var columns = header.Split(',').Select(column => column.Trim(' ', '"', '\uFEFF')).ToArray();
        _fields = new Range[columns.Length + 1]; // one more, to notice a line that is too long
        _time = Find(TimeName);
        _customer = Find(CustomerName);
        _terminal = Find(TerminalName);
        _amount = Find(AmountName);
        _fraud = Find(FraudName);

        int Find(string name)
        {
            var index = Array.FindIndex(columns, column => column.Equals(name, StringComparison.OrdinalIgnoreCase));
            return index >= 0
                ? index
                : throw new InputException($"the column {name} is missing; the header is '{header}'.", path, 1);
        }
    }

    /// <exception cref="InputException">The line is no transaction.</exception>
    public CardPayment Parse(string line, long number)
    {
        var count = line.AsSpan().Split(_fields, ',');
        if (count != _fields.Length - 1)
        {
            throw new InputException($"{line.Count(c => c == ',') + 1} fields, where the header has {_fields.Length - 1}.", _path, number);
        }

        return new CardPayment(
            DateTime.TryParseExact(Field(line, _time), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? new DateTimeOffset(time, TimeSpan.Zero)
                : throw Wrong(TimeName, _time, "is no time such as 2018-04-01 00:00:31"),
            _customers.Of(Field(line, _customer)) ?? throw Wrong(CustomerName, _customer, "is empty"),
            _terminals.Of(Field(line, _terminal)) ?? throw Wrong(TerminalName, _terminal, "is empty"),
            decimal.TryParse(Field(line, _amount), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount >= 0
                ? amount
                : throw Wrong(AmountName, _amount, "is no amount of 0 or more"),
            Field(line, _fraud) switch
            {
                "1" => true,
                "0" => false,
                _ => throw Wrong(FraudName, _fraud, "is neither 0 nor 1"),
            });

        InputException Wrong(string name, int field, string fault) =>
            new($"{name} '{Field(line, field)}' {fault}.", _path, number);
    }

    private ReadOnlySpan<char> Field(string line, int field) => line.AsSpan()[_fields[field]].Trim(" \"");

    private sealed class Numbering
    {
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers =
            new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

        public int? Of(ReadOnlySpan<char> id)
        {
            if (id.IsEmpty)
            {
                return null;
            }

            if (!_numbers.TryGetValue(id, out var number))
            {
                number = _numbers.Dictionary.Count;
                _numbers[id] = number;
            }

            return number;
        }
    }
}
