using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.ExploreWhatIf;

[Collection(FraudCollection.Name)]
public sealed class ExploreWhatIfTests(FraudFixture fraud)
{
    [Fact]
    public async Task A_held_up_payment_is_told_the_amount_with_which_the_same_payment_passes()
    {
        // The model looks at the customer's past as well: both payments are first ones of their customers and terminals.
        var at = Requests.Now.AddMinutes(-3);
        var payment = Requests.Payment(amount: 900, at: at);
        var decided = await fraud.ScoreAsync(payment);
        ((string?)decided["decision"]).ShouldNotBe("approve");

        var whatIf = await WhatIfAsync(payment.Id());

        ((float)whatIf["score"]!).ShouldBe((float)decided["score"]!);
        var change = Change(whatIf, "amount", "milder");
        var amount = (decimal)change["amount"]!;
        amount.ShouldBeLessThan(900);
        ((string?)change["text"]).ShouldBe(FormattableString.Invariant($"paid {amount:0.00} EUR instead of 900.00 ({900 - amount:0.00} less)"));
        var other = await fraud.ScoreAsync(Requests.Payment(amount: amount, at: at));
        ((string?)other["decision"]).ShouldBe((string?)change["outcome"]);
        ((float)other["score"]!).ShouldBe((float)change["score"]!);
        var nearly = await fraud.ScoreAsync(Requests.Payment(amount: amount + .01m, at: at));
        ((string?)nearly["decision"]).ShouldBe((string?)decided["decision"]);
    }

    [Fact]
    public async Task An_approved_payment_is_told_the_amount_that_would_have_been_held_up()
    {
        var at = Requests.Now.AddMinutes(-3);
        var payment = Requests.Payment(amount: 20, at: at);
        ((string?)(await fraud.ScoreAsync(payment))["decision"]).ShouldBe("approve");

        var change = Change(await WhatIfAsync(payment.Id()), "amount", "stricter");

        var other = await fraud.ScoreAsync(Requests.Payment(amount: (decimal)change["amount"]!, at: at));
        ((string?)other["decision"]).ShouldBe((string?)change["outcome"]);
        ((string?)change["outcome"]).ShouldNotBe("approve");
    }

    [Fact]
    public async Task Changes_come_smallest_first_and_are_few()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);

        var sizes = (await WhatIfAsync(payment.Id()))["changes"]!.AsArray().Select(change => (double)change!["size"]!).ToArray();

        sizes.ShouldBe(sizes.Order());
        sizes.Length.ShouldBeInRange(1, 8);
    }

    [Fact]
    public async Task Looking_for_it_is_no_traffic_and_leaves_nothing_behind()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);
        var before = await fraud.InDatabaseAsync(database => database.Transactions.CountAsync());

        await WhatIfAsync(payment.Id());

        (await fraud.InDatabaseAsync(database => database.Transactions.CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task Where_the_model_is_gone_that_is_said()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);
        await fraud.InDatabaseAsync(database => database.Decisions.Where(decision => decision.TransactionId == payment.Id())
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.Model.Version, "9.9.9")));

        var whatIf = await WhatIfAsync(payment.Id());

        whatIf["changes"]!.AsArray().ShouldBeEmpty();
        whatIf["notes"]!.AsArray().Select(note => (string?)note).ShouldBe(["The model fraud 9.9.9 is not there any more, or does not verify."]);
    }

    [Theory]
    [InlineData("what-if")]
    [InlineData("peers")]
    [InlineData("record")]
    [InlineData("record.html")]
    public async Task An_unknown_payment_is_not_found_and_an_impossible_id_refused(string about)
    {
        using var client = fraud.Analyst;

        using var unknown = await client.GetAsync($"/v1/transactions/{Requests.NewId()}/{about}");
        using var impossible = await client.GetAsync($"/v1/transactions/%3Cscript%3Ealert(1)%3C%2Fscript%3E/{about}");

        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
        impossible.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.NotFound); // an encoded slash is no part of an id
        (await impossible.Content.ReadAsStringAsync()).ShouldNotContain("<script>");
    }

    [Fact]
    public async Task Nothing_can_be_asked_of_imported_history()
    {
        var payment = Requests.Payment(at: Requests.Now.AddDays(-20));
        using var importer = fraud.Importer;
        using var imported = await importer.PostAsJsonAsync("/v1/transactions/import", Requests.Import(payment));
        await imported.ReadOkAsync();
        using var client = fraud.Analyst;

        using var whatIf = await client.GetAsync($"/v1/transactions/{payment.Id()}/what-if");
        using var replay = await client.PostAsync($"/v1/transactions/{payment.Id()}/replay", content: null);

        await whatIf.ReadProblemAsync(HttpStatusCode.Conflict);
        await replay.ReadProblemAsync(HttpStatusCode.Conflict);
    }

    private async Task<JsonObject> WhatIfAsync(string id)
    {
        using var client = fraud.Analyst;
        using var response = await client.GetAsync($"/v1/transactions/{id}/what-if");
        return await response.ReadOkAsync();
    }

    private static JsonObject Change(JsonObject whatIf, string kind, string turn) => whatIf["changes"]!.AsArray()
        .Select(change => change!.AsObject())
        .Single(change => (string?)change["kind"] == kind && (string?)change["turn"] == turn);
}
