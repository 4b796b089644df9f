using System.Text.Json;
using System.Text.Json.Nodes;
using Healthcare.Contracts.V1;

namespace Healthcare.ModelTests.Contracts;

/// <summary>The event on the wire, as others have built on it: it may gain members, and neither lose nor rename any.</summary>
public sealed class StudyAnalysedTests
{
    private static readonly StudyAnalysed Event = new(
        "study-17",
        "scanner-3",
        StudyUrgency.Urgent,
        0.875,
        "chest-xray",
        "1.0.0",
        new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    private static string Approved => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts", "study-analysed.v1.approved.json"));

    [Fact]
    public void It_is_written_as_approved() =>
        JsonNode.DeepEquals(
            JsonSerializer.SerializeToNode(Event, HealthcareContractsJson.Default.StudyAnalysed), JsonNode.Parse(Approved))
            .ShouldBeTrue(JsonSerializer.Serialize(Event, HealthcareContractsJson.Default.StudyAnalysed));

    [Fact]
    public void What_was_approved_can_be_read() =>
        JsonSerializer.Deserialize(Approved, HealthcareContractsJson.Default.StudyAnalysed).ShouldBe(Event);

    [Fact]
    public void A_study_whose_analysis_failed_says_so_by_null()
    {
        var failed = Event with { Urgency = StudyUrgency.Unprioritised, Probability = null, ModelName = null, ModelVersion = null };

        var written = JsonSerializer.SerializeToNode(failed, HealthcareContractsJson.Default.StudyAnalysed)!.AsObject();

        written["urgency"]!.GetValue<string>().ShouldBe("unprioritised");
        written.ContainsKey("probability").ShouldBeTrue();
        written["probability"].ShouldBeNull();
    }

    [Fact]
    public void Its_name_does_not_change() => StudyAnalysed.Type.ShouldBe("healthcare.study-analysed.v1");
}
