using System.Globalization;
using System.Xml.Linq;

namespace Platform.Cli.Testing;

/// <summary>What the test runs of all projects add up to, read from their TRX files.</summary>
public sealed record TestResults(int Passed, int Failed, int Skipped)
{
    public int Ran => Passed + Failed;

    /// <summary>Adds up the TRX files of a folder and those below it.</summary>
    public static TestResults Read(string folder)
    {
        var sum = new TestResults(0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories))
        {
            var counters = XDocument.Load(file).Descendants().Single(element => element.Name.LocalName == "Counters");
            int Count(string name) => int.Parse(counters.Attribute(name)!.Value, CultureInfo.InvariantCulture);
            var (total, executed, passed) = (Count("total"), Count("executed"), Count("passed"));
            sum = new TestResults(sum.Passed + passed, sum.Failed + executed - passed, sum.Skipped + total - executed);
        }

        return sum;
    }

    /// <summary>The closing line that CI reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"tests: {Passed} passed, {Failed} failed, {Skipped} skipped");
}
