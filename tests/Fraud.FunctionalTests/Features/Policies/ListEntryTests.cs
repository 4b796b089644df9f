using System.Net;
using System.Text.Json.Nodes;
using static Fraud.FunctionalTests.Features.Policies.PolicyFixture;

namespace Fraud.FunctionalTests.Features.Policies;

[Collection(PolicyCollection.Name)]
public sealed class ListEntryTests(PolicyFixture fraud)
{
    private readonly string _customer = Requests.NewId("customer");

    private DateTimeOffset Tomorrow => fraud.Clock.GetUtcNow().AddDays(1);

    [Fact]
    public async Task A_payment_of_a_blocked_customer_is_declined_for_the_reason_of_the_entry()
    {
        var entry = await AddAsync("block", "customer", _customer);

        var decision = await fraud.ScoreAsync(Requests.Payment(customer: _customer));

        ((string?)decision["decision"]).ShouldBe("decline");
        ((string?)decision["byModel"]).ShouldBe("approve");
        ((string?)decision["reasons"]![0]!["code"]).ShouldBe("list:block");
        ((string?)decision["reasons"]![0]!["text"]).ShouldBe("customer is on the block list: seen before");
        var action = (await fraud.GetAsync($"/v1/policy-actions?listEntryId={entry}"))["actions"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)action["action"]).ShouldBe("list-entry-added");
        ((string?)action["actor"]).ShouldBe(Ann);
        ((string?)action["note"]).ShouldBe("ticket 17");
    }

    [Fact]
    public async Task An_allowed_customer_is_approved_against_model_and_rules_but_not_against_a_block()
    {
        await fraud.ActivateAsync(Rule($"customer = '{_customer}'"));
        await AddAsync("allow", "customer", _customer, Tomorrow);
        var suspicious = Requests.SuspiciousPayment().With("customerId", _customer);

        var allowed = await fraud.ScoreAsync(suspicious);
        await AddAsync("block", "terminal", (string)suspicious["terminalId"]!);
        var blocked = await fraud.ScoreAsync(suspicious.With("transactionId", Requests.NewId()));

        ((string?)allowed["decision"]).ShouldBe("approve");
        ((string?)allowed["byModel"]).ShouldBeOneOf("review", "decline");
        Codes(allowed).ShouldBe(["list:allow", "rule:rule-1"]);
        ((string?)blocked["decision"]).ShouldBe("decline");
        Codes(blocked)[..3].ShouldBe(["list:allow", "list:block", "rule:rule-1"]);
    }

    [Theory]
    [InlineData("country", "NG", "country", "NG")]
    [InlineData("device", "device-blocked", "deviceId", "device-blocked")]
    [InlineData("card-range", "499999", "cardRange", "49999912")]
    public async Task What_a_payment_brings_along_can_be_on_a_list(string subject, string value, string member, string sent)
    {
        await AddAsync("review", subject, value);

        var decision = await fraud.ScoreAsync(Requests.Payment().With(member, sent));

        ((string?)decision["decision"]).ShouldBe("review");
        Codes(decision).ShouldContain("list:review");
    }

    [Fact]
    public async Task An_entry_stops_to_match_when_it_expires()
    {
        var entry = await AddAsync("block", "customer", _customer, fraud.Clock.GetUtcNow().AddHours(1));
        (await fraud.DecisionAsync(_customer)).ShouldBe("decline");

        fraud.Clock.Advance(TimeSpan.FromHours(1));

        (await fraud.DecisionAsync(_customer)).ShouldBe("approve");
        (await IdsAsync($"value={_customer}")).ShouldBeEmpty();
        (await IdsAsync($"value={_customer}&ended=true")).ShouldBe([entry]);
    }

    [Fact]
    public async Task A_removed_entry_stops_to_match_at_once()
    {
        var entry = await AddAsync("block", "customer", _customer);

        using var response = await fraud.SendAsync(Ben, HttpMethod.Delete, $"/v1/list-entries/{entry}?note=mistake");

        ((string?)(await response.ReadOkAsync())["removedBy"]).ShouldBe(Ben);
        (await fraud.DecisionAsync(_customer)).ShouldBe("approve");
        var actions = (await fraud.GetAsync($"/v1/policy-actions?listEntryId={entry}"))["actions"]!.AsArray();
        actions.Select(action => ((string?)action!["actor"], (string?)action["action"], (string?)action["note"]))
            .ShouldBe([(Ben, "list-entry-removed", "mistake"), (Ann, "list-entry-added", "ticket 17")]);
        using var again = await fraud.SendAsync(Ann, HttpMethod.Delete, $"/v1/list-entries/{entry}");
        ((string?)(await again.ReadOkAsync())["removedBy"]).ShouldBe(Ben);
        using var unknown = await fraud.SendAsync(Ann, HttpMethod.Delete, $"/v1/list-entries/{Guid.Empty}");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_entry_twice_is_a_conflict_also_at_once()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => fraud.PostAsync(Ann, "/v1/list-entries", Entry("block", "customer", _customer))));

        responses.Count(response => response.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        responses.Count(response => response.StatusCode == HttpStatusCode.Conflict).ShouldBe(5);
    }

    [Fact]
    public async Task Entries_are_listed_newest_first_by_page()
    {
        var ids = new[] { await AddAsync("block", "device", _customer), await AddAsync("review", "device", _customer), await AddAsync("allow", "device", _customer, Tomorrow) };

        var first = await fraud.GetAsync($"/v1/list-entries?value={_customer}&limit=2");
        var rest = await fraud.GetAsync($"/v1/list-entries?value={_customer}&limit=2&before={first["before"]}");

        Ids(first).Concat(Ids(rest)).ShouldBe(ids, ignoreOrder: true);
        rest["before"].ShouldBeNull();
        (await IdsAsync($"value={_customer}&list=review&subject=device")).ShouldBe([ids[1]]);
        (await IdsAsync($"value={_customer}&subject=card-range")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("country", "Romania")]
    [InlineData("card-range", "41111")]
    [InlineData("card-range", "411111111")]
    [InlineData("customer", "no spaces")]
    [InlineData("customer", "")]
    public async Task A_value_that_names_nothing_is_refused(string subject, string value)
    {
        using var response = await fraud.PostAsync(Ann, "/v1/list-entries", Entry("block", subject, value));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "value");
    }

    [Fact]
    public async Task An_entry_that_has_expired_already_is_refused()
    {
        using var response = await fraud.PostAsync(Ann, "/v1/list-entries", Entry("block", "customer", _customer, fraud.Clock.GetUtcNow()));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "expiresAt");
    }

    [Fact]
    public async Task Who_is_allowed_is_named_and_not_a_country()
    {
        using var response = await fraud.PostAsync(Ann, "/v1/list-entries", Entry("allow", "country", "DE", Tomorrow));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "subject");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(91, false)]
    [InlineData(90, true)]
    public async Task Who_is_allowed_is_so_for_a_time(int? days, bool added)
    {
        DateTimeOffset? end = days is null ? null : fraud.Clock.GetUtcNow().AddDays(days.Value);

        using var response = await fraud.PostAsync(Ann, "/v1/list-entries", Entry("allow", "customer", _customer, end));

        if (added)
        {
            await ReadCreatedAsync(response);
        }
        else
        {
            await response.ReadProblemAsync(HttpStatusCode.BadRequest, "expiresAt");
        }
    }

    [Theory]
    [InlineData("DELETE", "/v1/list-entries/00000000-0000-0000-0000-000000000000?note=%00", "note")]
    [InlineData("GET", "/v1/list-entries?value=%00", "value")]
    [InlineData("GET", "/v1/list-entries?list=grey", "list")]
    [InlineData("GET", "/v1/list-entries?limit=0", "limit")]
    [InlineData("GET", "/v1/policy-actions?limit=1000", "limit")]
    [InlineData("GET", "/v1/rule-sets?limit=101", "limit")]
    public async Task A_query_that_makes_no_sense_is_refused(string method, string path, string parameter)
    {
        using var response = await fraud.SendAsync(Ann, new HttpMethod(method), path);

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, parameter);
    }

    private static JsonObject Entry(string list, string subject, string value, DateTimeOffset? expiresAt = null) => new()
    {
        ["list"] = list,
        ["subject"] = subject,
        ["value"] = value,
        ["reason"] = "seen before",
        ["expiresAt"] = expiresAt is null ? null : Requests.Text(expiresAt.Value),
        ["note"] = "ticket 17",
    };

    private async Task<Guid> AddAsync(string list, string subject, string value, DateTimeOffset? expiresAt = null)
    {
        using var response = await fraud.PostAsync(Ann, "/v1/list-entries", Entry(list, subject, value, expiresAt));
        return (Guid)(await ReadCreatedAsync(response))["id"]!;
    }

    private async Task<Guid[]> IdsAsync(string query) => Ids(await fraud.GetAsync($"/v1/list-entries?{query}"));

    private static Guid[] Ids(JsonObject page) => [.. page["entries"]!.AsArray().Select(entry => (Guid)entry!["id"]!)];
}
