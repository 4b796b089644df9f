using System.Net;
using System.Text.Json.Nodes;
using Healthcare.Api.Domain;
using Platform.Inference;

namespace Healthcare.FunctionalTests.Features.ListWorklist;

/// <summary>On a service of its own: the worklist is of all studies.</summary>
public sealed class ListWorklistTests(HealthcareFixture healthcare) : IClassFixture<HealthcareFixture>
{
    private static readonly DateTimeOffset Morning = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Studies_come_by_urgency_then_age_and_failed_ones_last_but_counted()
    {
        var scanner = await healthcare.RegisteredScannerAsync();
        await AddAsync(
            Study("failed-oldest", scanner, Morning.AddHours(-9), null),
            Study("routine-old", scanner, Morning.AddHours(-8), 0.1f),
            Study("soon", scanner, Morning.AddHours(-1), 0.7f),
            Study("urgent-young", scanner, Morning, 0.97f),
            Study("urgent-old", scanner, Morning.AddHours(-2), 0.95f),
            Study("routine-young", scanner, Morning.AddMinutes(-5), 0.3f));

        var page = await healthcare.ReadAsync("/v1/worklist");
        Ids(page).ShouldBe(["urgent-old", "urgent-young", "soon", "routine-old", "routine-young", "failed-oldest"]);
        ((int)page["counts"]!["unprioritised"]!).ShouldBe(1);
        page["next"].ShouldBeNull();

        // In pages of four: the same order, and what failed is counted from the first page on.
        var first = await healthcare.ReadAsync("/v1/worklist?limit=4");
        Ids(first).ShouldBe(["urgent-old", "urgent-young", "soon", "routine-old"]);
        ((int)first["counts"]!["unprioritised"]!).ShouldBe(1);
        var second = await healthcare.ReadAsync($"/v1/worklist?limit=4&after={(string)first["next"]!}");
        Ids(second).ShouldBe(["routine-young", "failed-oldest"]);
        second["next"].ShouldBeNull();
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("after=nobody-knows-it", "after")]
    [InlineData("after=no%20id", "after")]
    public async Task A_wrong_page_is_refused(string query, string parameter)
    {
        using var response = await healthcare.GetAsync($"/v1/worklist?{query}");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, parameter);
    }

    private static string[] Ids(JsonObject page) => [.. page["studies"]!.AsArray().Select(study => (string)study!["studyId"]!)];

    private Task<int> AddAsync(params Study[] studies) => healthcare.InDatabaseAsync(database =>
    {
        database.Studies.AddRange(studies);
        return database.SaveChangesAsync();
    });

    /// <summary>A study with that probability; null for one whose analysis failed.</summary>
    private static Study Study(string id, string scanner, DateTimeOffset takenAt, float? probability)
    {
        var rule = new TriageRule(0.5, 0.9);
        return new Study
        {
            Id = id,
            ScannerId = scanner,
            TakenAt = takenAt,
            ReceivedAt = takenAt.AddMinutes(1),
            ImageSha256 = new string('0', 64),
            Urgency = probability is { } known ? rule.UrgencyAt(known) : Urgency.Unprioritised,
            FailureReason = probability is null ? "The file ends too early or is damaged." : null,
            Analysis = probability is not { } p ? null : new Analysis
            {
                StudyId = id,
                Model = new ModelStamp("chest-xray", "1.0.0", new string('0', 64)),
                Logit = 0,
                Probability = p,
                Thresholds = rule,
                Finding = rule.FindingAt(p),
                Evidence = [0],
                AnalysedAt = takenAt.AddMinutes(1),
            },
        };
    }
}
