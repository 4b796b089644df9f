using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Fraud.Contracts.V1;
using Retail.Contracts.V1;

namespace Fraud.ModelTests.Contracts;

/// <summary>The document is what consumers rely on; the records and the approved JSON are what is sent.</summary>
public sealed partial class EventsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Events.md")).ReplaceLineEndings("\n");

    private static readonly Dictionary<string, string> Examples = Example().Matches(Document)
        .ToDictionary(example => example.Groups["file"].Value, example => example.Groups["json"].Value);

    private static readonly string[] Approved = [.. Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Contracts"), "*.approved.json").Select(file => Path.GetFileName(file))];

    public static TheoryData<string> ApprovedFiles => new(Approved);

    public static TheoryData<string> Events => [.. Records.Keys];

    private static Dictionary<string, JsonTypeInfo> Records { get; } = new()
    {
        [TransactionScreened.Type] = FraudContractsJson.Default.TransactionScreened,
        [CaseOpened.Type] = FraudContractsJson.Default.CaseOpened,
        [CaseClosed.Type] = FraudContractsJson.Default.CaseClosed,
        [ModelShadowed.Type] = FraudContractsJson.Default.ModelShadowed,
        [OrderPlaced.Type] = RetailContractsJson.Default.OrderPlaced,
    };

    [Theory]
    [MemberData(nameof(ApprovedFiles))]
    public void What_is_approved_is_an_example(string file)
    {
        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts", file));

        Examples.ShouldContainKey(file);
        JsonNode.DeepEquals(JsonNode.Parse(Examples[file]), JsonNode.Parse(approved)).ShouldBeTrue(Examples[file]);
    }

    [Fact]
    public void There_is_no_other_example()
    {
        Examples.Keys.Except(Approved).ShouldBeEmpty();
        Examples.Count.ShouldBe(Regex.Count(Document, "```json"));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_member_has_its_line_in_the_order_of_the_record(string type)
    {
        var section = Document.Split("\n## ").Single(part => part.StartsWith(type, StringComparison.Ordinal));

        Member().Matches(section).Select(row => row.Groups["name"].Value).ShouldBe(Members(Records[type]));
    }

    private static IEnumerable<string> Members(JsonTypeInfo record) => record.Properties.SelectMany(property =>
        property.PropertyType.IsArray && property.PropertyType.GetElementType() != typeof(string)
            ? Members(record.Options.GetTypeInfo(property.PropertyType.GetElementType()!)).Select(name => $"{property.Name}[].{name}").Prepend(property.Name)
            : [property.Name]);

    [GeneratedRegex(@"\[approved\]\([^)]*/(?<file>[^/)]+)\)[^\n]*\n\n```json\n(?<json>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\| `(?<name>[\w\[\].]+)` \|[^|]+\|[^|]+\|$", RegexOptions.Multiline)]
    private static partial Regex Member();
}
