using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Platform.Messaging;

namespace Messaging.Tests;

/// <summary>The table of options is what operators read; the code is what runs.</summary>
public sealed partial class ReadmeTests
{
    private static readonly Dictionary<string, string[]> Table = ReadTable();

    private static readonly string[] Names =
        [.. typeof(MessagingOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(option => option.Name)];

    public static TheoryData<string> Options => new(Names);

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_stands_in_the_table_with_its_default(string option)
    {
        var value = typeof(MessagingOptions).GetProperty(option)!.GetValue(new MessagingOptions());

        Table.ShouldContainKey(option);
        Table[option][0].ShouldBe(Written(value));
    }

    [Fact]
    public void The_table_has_no_option_that_is_gone() => Table.Keys.Except(Names).ShouldBeEmpty();

    [Fact]
    public void Every_option_says_its_range_and_what_it_does() =>
        Table.ShouldAllBe(row => row.Value.Length == 3 && row.Value.All(cell => cell.Length > 0));

    // As a person writes it: 256, 1 s, 14 d.
    private static string Written(object? value) => value switch
    {
        null => "none",
        TimeSpan time => Written(time),
        IFormattable number => number.ToString(value is int ? "#,0" : null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Written(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => FormattableString.Invariant($"{time.TotalDays} d"),
        { TotalHours: >= 1 } => FormattableString.Invariant($"{time.TotalHours} h"),
        { TotalMinutes: >= 1 } => FormattableString.Invariant($"{time.TotalMinutes} min"),
        { TotalSeconds: >= 1 } => FormattableString.Invariant($"{time.TotalSeconds} s"),
        _ => FormattableString.Invariant($"{time.TotalMilliseconds} ms"),
    };

    private static Dictionary<string, string[]> ReadTable()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Messaging.README.md"));
        return lines
            .SkipWhile(line => !line.StartsWith("## Options", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => OptionRow().Match(line))
            .Where(row => row.Success)
            .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["cell"].Captures.Select(cell => cell.Value.Trim()).ToArray());
    }

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|((?<cell>[^|]*)\|)+$")]
    private static partial Regex OptionRow();
}
