using System.Text;
using System.Text.Json;
using Inference.Tests.Folders;
using Platform.Inference;

namespace Inference.Tests.Manifest;

public sealed class ModelManifestTests
{
    [Fact]
    public void A_manifest_survives_a_round_trip()
    {
        var manifest = SampleModel.Manifest();

        var read = ModelManifest.Parse(manifest.ToJson());

        read.ToJson().ShouldBe(manifest.ToJson());
        read.Threshold("decline").ShouldBe(.8);
        read.Parameter("margin").ShouldBe(12.5);
        read.Parameters["edges"].ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Its_json_is_camel_case_with_plain_numbers_and_kebab_case_kinds()
    {
        var json = JsonDocument.Parse(SampleModel.Manifest().ToJson()).RootElement;

        json.GetProperty("kind").GetString().ShouldBe("tree-ensemble");
        json.GetProperty("intendedUse").GetString().ShouldBe("Tests.");
        json.GetProperty("parameters").GetProperty("margin").ValueKind.ShouldBe(JsonValueKind.Number);
        json.GetProperty("parameters").GetProperty("edges").ValueKind.ShouldBe(JsonValueKind.Array);
        json.GetProperty("schema").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("\"kind\": \"tree-ensemble\"", "\"kind\": \"forest\"")]
    [InlineData("\"kind\": \"tree-ensemble\"", "\"kind\": 0")]
    [InlineData("\"licence\": \"MIT\"", "\"licence\": null")]
    [InlineData("\"licence\": \"MIT\",", "")]
    [InlineData("\"thresholds\"", "\"treshold\"")]
    [InlineData("\"margin\": 12.5", "\"margin\": \"12.5\"")]
    [InlineData("\"margin\": 12.5", "\"margin\": [1, [2]]")]
    [InlineData("\"margin\": 12.5", "\"margin\": 1, \"margin\": 2")]
    public void A_wrong_member_is_refused(string right, string wrong)
    {
        var json = Encoding.UTF8.GetString(SampleModel.Manifest().ToJson());
        json.ShouldContain(right);

        Should.Throw<JsonException>(() => ModelManifest.Parse(Encoding.UTF8.GetBytes(json.Replace(right, wrong, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_threshold_that_is_missing_is_named() =>
        Should.Throw<KeyNotFoundException>(() => SampleModel.Manifest().Threshold("review")).Message.ShouldContain("\"review\"");

    [Fact]
    public void A_list_is_no_single_number() => Should.Throw<KeyNotFoundException>(() => SampleModel.Manifest().Parameter("edges"));
}
