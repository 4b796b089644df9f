using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests.Features.ScoreBatch;

[Collection(FraudCollection.Name)]
public sealed class ScoreBatchTests(FraudFixture fraud)
{
    [Fact]
    public async Task A_batch_is_answered_in_its_order_and_each_payment_as_if_it_had_come_alone()
    {
        JsonObject[] payments = [Requests.Payment(), Requests.SuspiciousPayment(), Requests.Payment()];

        var results = await ScoreAsync(payments);

        results.Select(result => (string?)result!["transactionId"]).ShouldBe(payments.Select(payment => payment.Id()));
        results.Select(result => (string?)result!["scored"]!["decision"] == "approve").ShouldBe([true, false, true]);
        foreach (var (payment, result) in payments.Zip(results))
        {
            (await fraud.ScoreAsync(payment))["score"]!.ToJsonString().ShouldBe(result!["scored"]!["score"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task Payments_of_one_customer_are_decided_in_the_order_of_their_times_whatever_their_order_in_the_batch()
    {
        var customer = Requests.NewId("customer");
        var start = Requests.Now.AddHours(-1);
        var payments = Enumerable.Range(0, 20).Select(minute => Requests.Payment(null, customer, at: start.AddMinutes(minute))).ToArray();

        await ScoreAsync([.. payments.Reverse()]);

        for (var i = 0; i < payments.Length; i++)
        {
            var features = (await fraud.GetAsync(payments[i].Id()))["decision"]!["features"]!.AsArray();
            ((float)features.Single(f => (string)f!["name"]! == "customer_payments_1d")!["value"]!).ShouldBe(i + 1);
        }
    }

    [Fact]
    public async Task A_payment_that_conflicts_is_named_and_holds_up_no_other()
    {
        var known = Requests.Payment();
        await fraud.ScoreAsync(known);

        var results = await ScoreAsync(known.With("amount", 1), Requests.Payment());

        ((string?)results[0]!["problem"]).ShouldBe("Another payment has this id.");
        results[0]!["scored"].ShouldBeNull();
        results[1]!["scored"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Each_payment_keeps_its_deadline_which_counts_from_the_arrival_of_the_batch()
    {
        const int Deadline = 500;
        var customer = Requests.NewId("customer");
        var waiting = Enumerable.Range(0, 20).Select(_ => Requests.Payment(customer: customer).With("deadlineMs", Deadline)).ToArray();
        var decided = Requests.Payment().With("deadlineMs", 10_000);
        await using (await fraud.HoldTurnAsync(customer))
        {
            var sent = Stopwatch.GetTimestamp();

            var results = await ScoreAsync([.. waiting, decided]);

            Stopwatch.GetElapsedTime(sent).ShouldBeLessThan(waiting.Length / 2 * TimeSpan.FromMilliseconds(Deadline));
            results.Select(result => (bool)result!["scored"]!["deadlineMissed"]!).ShouldBe([.. waiting.Select(_ => true), false]);
        }

        await Eventually.TrueAsync(
            async () => await fraud.Database.ScalarAsync<long>(
                $"SELECT count(*) FROM fraud.transactions JOIN fraud.decisions ON transaction_id = id WHERE customer_id = '{customer}' AND answered_as = 'Approve'") == waiting.Length,
            "they are scored afterwards");
    }

    [Fact]
    public async Task A_thousand_payments_are_a_batch_and_one_more_is_refused()
    {
        var thousand = Enumerable.Range(0, 1_000).Select(_ => Requests.Payment()).ToArray();

        (await ScoreAsync(thousand)).Count.ShouldBe(1_000);

        using var client = fraud.Payments;
        using var response = await client.PostAsJsonAsync("/v1/transactions/batch", Requests.Import([.. thousand, Requests.Payment()]));
        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "transactions");
    }

    [Fact]
    public async Task A_batch_with_an_invalid_payment_is_refused_as_a_whole_and_says_which()
    {
        var good = Requests.Payment();
        using var client = fraud.Payments;

        using var response = await client.PostAsJsonAsync(
            "/v1/transactions/batch", Requests.Import(good, Requests.Payment().With("currency", "XYZ")));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "transactions[1].currency");
        using var analyst = fraud.Analyst;
        using var unknown = await analyst.GetAsync($"/v1/transactions/{good.Id()}");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<JsonArray> ScoreAsync(params JsonObject[] payments)
    {
        using var client = fraud.Payments;
        using var response = await client.PostAsJsonAsync("/v1/transactions/batch", Requests.Import(payments));
        return (await response.ReadOkAsync())["results"]!.AsArray();
    }
}
