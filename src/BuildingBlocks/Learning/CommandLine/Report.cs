using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Statistics;
using Spectre.Console;

namespace Platform.Learning;

/// <summary>What an evaluation prints: a table for people, then one line of JSON, the last on standard output.</summary>
public static class Report
{
    /// <summary>Prints a table.</summary>
    public static void Table(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(Markup.Escape(column));
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Prints the JSON line. Numbers that are not finite become null.</summary>
    public static void Json(JsonObject result) => Console.Out.WriteLine(result.ToJsonString());

    /// <summary>A number for <see cref="Json"/>, rounded so that lines can be read and compared.</summary>
    public static JsonNode? Number(double value, int digits = 6) => double.IsFinite(value) ? JsonValue.Create(Math.Round(value, digits)) : null;

    /// <summary>"0.862 (0.841 to 0.880)".</summary>
    public static string Format(Interval interval, int digits = 3) => string.Create(
        CultureInfo.InvariantCulture, $"{Text(interval.Value, digits)} ({Text(interval.Low, digits)} to {Text(interval.High, digits)})");

    /// <summary>A line of progress, on standard error.</summary>
    public static void Progress(string text) => Console.Error.WriteLine(text);

    private static string Text(double value, int digits) => value.ToString("F" + digits, CultureInfo.InvariantCulture);
}
