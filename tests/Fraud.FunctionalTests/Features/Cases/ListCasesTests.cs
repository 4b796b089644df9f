using System.Net;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests.Features.Cases;

[Collection(FraudCollection.Name)]
public sealed class ListCasesTests(FraudFixture fraud)
{
    private readonly string _ann = CaseCalls.NewAnalyst("ann");

    [Fact]
    public async Task The_queue_is_in_order_of_value_at_risk_whatever_the_size_of_a_page()
    {
        Guid[] mine =
        [
            await fraud.AlertAsync(Requests.NewId("customer"), amount: 900),
            await fraud.AlertAsync(Requests.NewId("customer"), amount: 2_000),
            await fraud.AlertAsync(Requests.NewId("customer"), amount: 2_000),
            await fraud.AlertAsync(Requests.NewId("customer"), amount: 700),
        ];

        var whole = await QueueAsync("limit=200");
        var paged = new List<JsonNode>();
        for (string? next = null; ;)
        {
            var page = await QueueAsync($"limit=3{(next is null ? "" : $"&after={next}")}");
            paged.AddRange(page["cases"]!.AsArray()!);
            next = (string?)page["next"];
            if (next is null)
            {
                break;
            }
        }

        var places = paged.Select(Place).ToArray();
        places.ShouldBe(places.OrderByDescending(place => place.Value).ThenByDescending(place => place.Score).ThenBy(place => place.OpenedAt));
        var ids = paged.Select(queued => (Guid)queued["caseId"]!).ToArray();
        ids.ShouldBeUnique();
        ids.Take(200).ShouldBe(whole["cases"]!.AsArray().Select(queued => (Guid)queued!["caseId"]!));
        mine.ShouldBeSubsetOf(ids);
        ((string?)whole["currency"]).ShouldBe("EUR");
    }

    [Fact]
    public async Task A_further_alert_moves_a_case_forward()
    {
        var customer = Requests.NewId("customer");
        var id = await fraud.AlertAsync(customer);
        var before = (decimal)(await fraud.CaseFileAsync(id))["valueAtRisk"]!;

        await fraud.AlertAsync(customer, amount: 1_000);

        var file = await fraud.CaseFileAsync(id);
        ((decimal)file["valueAtRisk"]!).ShouldBeGreaterThan(before);
        file["alerts"]!.AsArray().Sum(alert => (decimal)alert!["valueAtRisk"]!).ShouldBe((decimal)file["valueAtRisk"]!);
    }

    [Fact]
    public async Task It_is_narrowed_to_mine_and_to_what_nobody_has()
    {
        var (taken, free) = (await fraud.CaseAsync(takenBy: _ann), await fraud.CaseAsync());

        Ids(await QueueAsync("mine=true", _ann)).ShouldBe([taken]);
        var unassigned = await AllAsync("unassigned=true");
        unassigned.ShouldContain(free);
        unassigned.ShouldNotContain(taken);
        Ids(await QueueAsync("overdue=true&mine=true", _ann)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customers_open_case_is_found()
    {
        var customer = Requests.NewId("customer");
        var id = await fraud.CaseAsync(takenBy: _ann, customer: customer);

        Ids(await QueueAsync($"customerId={customer}")).ShouldBe([id]);
        await fraud.DoneAsync(_ann, id, "close", CaseCalls.Close("unclear"));

        Ids(await QueueAsync($"customerId={customer}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=all", "limit")]
    [InlineData("after=yesterday", "after")]
    [InlineData("mine=true&unassigned=true", "mine")]
    [InlineData("mine=perhaps", "mine")]
    [InlineData("customerId=two%20words", "customerId")]
    public async Task What_makes_no_sense_is_refused(string query, string parameter)
    {
        using var client = fraud.Analyst;

        using var response = await client.GetAsync(new Uri($"/v1/cases?{query}", UriKind.Relative));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, parameter);
    }

    private static (decimal Value, double Score, DateTimeOffset OpenedAt) Place(JsonNode queued) =>
        ((decimal)queued["valueAtRisk"]!, (double)queued["highestScore"]!, (DateTimeOffset)queued["openedAt"]!);

    private static Guid[] Ids(JsonObject queue) => [.. queue["cases"]!.AsArray().Select(queued => (Guid)queued!["caseId"]!)];

    private async Task<List<Guid>> AllAsync(string query)
    {
        var ids = new List<Guid>();
        for (string? next = ""; next is not null;)
        {
            var page = await QueueAsync($"limit=200&{query}{(next is "" ? "" : $"&after={next}")}");
            ids.AddRange(Ids(page));
            next = (string?)page["next"];
        }

        return ids;
    }

    private Task<JsonObject> QueueAsync(string query, string analyst = "reader") => fraud.ReadAsync($"?{query}", analyst);
}
