using System.Globalization;
using System.Xml.Linq;

namespace Platform.Cli.Testing;

/// <summary>A test that failed, as its TRX file tells.</summary>
internal sealed record FailedTest(string Name, string Message, string Stack, string Output);

/// <summary>What test runs add up to, read from their TRX files.</summary>
public sealed record TestResults(int Passed, int Failed, int Skipped)
{
    public static readonly TestResults None = new(0, 0, 0);

    public int Ran => Passed + Failed;

    public static TestResults operator +(TestResults one, TestResults other) =>
        new(one.Passed + other.Passed, one.Failed + other.Failed, one.Skipped + other.Skipped);

    /// <summary>Adds up the TRX files of a folder and those below it.</summary>
    public static TestResults Read(string folder) =>
        Files(folder).Select(file => Elements(file, "Counters").Single()).Aggregate(None, (sum, counters) => sum + Count(counters));

    /// <summary>The closing line that CI reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"tests: {Passed} passed, {Failed} failed, {Skipped} skipped");

    /// <summary>The tests that failed in the same files.</summary>
    internal static IReadOnlyList<FailedTest> ReadFailures(string folder) =>
        [.. Files(folder).SelectMany(file => Elements(file, "UnitTestResult"))
            .Where(result => (string?)result.Attribute("outcome") is "Failed" or "Error" or "Timeout" or "Aborted")
            .Select(result => new FailedTest(
                (string?)result.Attribute("testName") ?? "",
                Text(result, "Message"),
                Text(result, "StackTrace"),
                Text(result, "StdOut")))];

    private static IEnumerable<XDocument> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories).Select(XDocument.Load)
        : [];

    private static IEnumerable<XElement> Elements(XContainer container, string name) =>
        container.Descendants().Where(element => element.Name.LocalName == name);

    private static string Text(XContainer result, string name) => Elements(result, name).FirstOrDefault()?.Value.Trim() ?? "";

    private static TestResults Count(XElement counters)
    {
        int Of(string name) => int.Parse(counters.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        var (total, executed, passed) = (Of("total"), Of("executed"), Of("passed"));
        return new TestResults(passed, executed - passed, total - executed);
    }
}
