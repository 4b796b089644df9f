using System.Net;

namespace Fraud.FunctionalTests.Features.Cases;

[Collection(FraudCollection.Name)]
public sealed class TakeCaseTests(FraudFixture fraud)
{
    private readonly string _ann = CaseCalls.NewAnalyst("ann");
    private readonly string _ben = CaseCalls.NewAnalyst("ben");

    [Fact]
    public async Task A_case_is_taken_by_the_subject_of_the_token()
    {
        var id = await fraud.CaseAsync();

        var state = await fraud.DoneAsync(_ann, id, "take");

        ((string?)state["holder"]!["analyst"]).ShouldBe(_ann);
        ((DateTimeOffset)state["holder"]!["until"]!).ShouldBeInRange(Requests.Now.AddMinutes(29), Requests.Now.AddMinutes(31));
        (await fraud.CaseFileAsync(id))["history"].Texts("action").ShouldBe(["taken", "alert-collected", "opened"]);
    }

    [Fact]
    public async Task A_case_that_another_holds_is_refused_with_who_and_until_when()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        using var response = await fraud.DoAsync(_ben, id, "take");

        var problem = await response.ReadProblemAsync(HttpStatusCode.Conflict);
        ((string?)problem["reason"]).ShouldBe("held-by-another");
        ((string?)problem["analyst"]).ShouldBe(_ann);
        ((DateTimeOffset)problem["until"]!).ShouldBeGreaterThan(Requests.Now);
    }

    [Fact]
    public async Task Of_many_who_take_a_case_at_once_exactly_one_has_it()
    {
        var id = await fraud.CaseAsync();
        var analysts = Enumerable.Range(0, 8).Select(_ => CaseCalls.NewAnalyst("analyst")).ToArray();

        var responses = await Task.WhenAll(analysts.Select(analyst => fraud.DoAsync(analyst, id, "take")));

        var winner = analysts[Array.FindIndex(responses, response => response.StatusCode == HttpStatusCode.OK)];
        responses.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        responses.Count(response => response.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
        var file = await fraud.CaseFileAsync(id);
        ((string?)file["holder"]!["analyst"]).ShouldBe(winner);
        file["history"].Texts("action").Count(action => action == "taken").ShouldBe(1);
    }

    [Fact]
    public async Task A_released_case_can_be_taken_by_another()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        (await fraud.DoneAsync(_ann, id, "release"))["holder"].ShouldBeNull();

        ((string?)(await fraud.DoneAsync(_ben, id, "take"))["holder"]!["analyst"]).ShouldBe(_ben);
    }

    [Fact]
    public async Task Only_who_holds_a_case_can_release_it()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        using var response = await fraud.DoAsync(_ben, id, "release");

        ((string?)(await response.ReadProblemAsync(HttpStatusCode.Conflict))["reason"]).ShouldBe("held-by-another");
    }

    [Fact]
    public async Task A_case_that_is_handed_over_is_the_colleagues()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        await fraud.DoneAsync(_ann, id, "hand-over", CaseCalls.HandOver(_ben, "speaks Dutch"));

        using var response = await fraud.DoAsync(_ann, id, "notes", CaseCalls.Note("one thing more"));
        ((string?)(await response.ReadProblemAsync(HttpStatusCode.Conflict))["analyst"]).ShouldBe(_ben);
        var line = (await fraud.CaseFileAsync(id))["history"]![0]!;
        ((string?)line["action"]).ShouldBe("handed-over");
        ((string?)line["about"]).ShouldBe(_ben);
        ((string?)line["note"]).ShouldBe("speaks Dutch");
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData(null)]
    public async Task A_colleague_that_cannot_be_a_subject_is_refused(string? to)
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        using var response = await fraud.DoAsync(_ann, id, "hand-over", CaseCalls.HandOver("x").With("to", to));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "to");
    }

    [Fact]
    public async Task Nobody_hands_a_case_over_to_themselves()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        using var response = await fraud.DoAsync(_ann, id, "hand-over", CaseCalls.HandOver(_ann));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "to");
    }

    [Fact]
    public async Task A_note_is_written_into_the_history_with_who_and_when()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        await fraud.DoneAsync(_ann, id, "notes", CaseCalls.Note("The customer was abroad."));

        var line = (await fraud.CaseFileAsync(id))["history"]![0]!;
        ((string?)line["action"]).ShouldBe("noted");
        ((string?)line["analyst"]).ShouldBe(_ann);
        ((string?)line["note"]).ShouldBe("The customer was abroad.");
        ((DateTimeOffset)line["at"]!).ShouldBeInRange(Requests.Now.AddMinutes(-1), Requests.Now.AddSeconds(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4_001)]
    public async Task An_empty_or_endless_note_is_refused(int length)
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        using var response = await fraud.DoAsync(_ann, id, "notes", CaseCalls.Note(new string('a', length)));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "note");
    }

    [Fact]
    public async Task Work_on_a_case_that_nobody_took_is_refused()
    {
        var id = await fraud.CaseAsync();

        using var response = await fraud.DoAsync(_ann, id, "notes", CaseCalls.Note("seen"));

        ((string?)(await response.ReadProblemAsync(HttpStatusCode.Conflict))["reason"]).ShouldBe("not-taken");
    }

    [Theory]
    [InlineData("take", null)]
    [InlineData("release", null)]
    [InlineData("notes", """{ "note": "seen" }""")]
    [InlineData("hand-over", """{ "to": "somebody" }""")]
    [InlineData("close", """{ "conclusion": "fraud" }""")]
    public async Task A_case_that_does_not_exist_is_not_found(string what, string? request)
    {
        var body = request is null ? null : System.Text.Json.Nodes.JsonNode.Parse(request)!.AsObject();

        using var response = await fraud.DoAsync(_ann, Guid.CreateVersion7(), what, body);

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_token_without_a_subject_does_nothing_to_a_case()
    {
        var id = await fraud.CaseAsync();

        using var response = await fraud.DoAsync("", id, "take");

        await response.ReadProblemAsync(HttpStatusCode.Forbidden);
    }
}
