using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

[Collection(FraudCollection.Name)]
public sealed class ScoreTransactionTests(FraudFixture fraud)
{
    [Fact]
    public async Task A_usual_payment_is_approved_without_reasons()
    {
        var customer = Requests.NewId("customer");
        foreach (var day in Enumerable.Range(1, 10))
        {
            await fraud.ScoreAsync(Requests.Payment(customer: customer, amount: 20 + day, at: Requests.Now.AddDays(-day)));
        }

        var decision = await fraud.ScoreAsync(Requests.Payment(customer: customer, amount: 24));

        ((string?)decision["decision"]).ShouldBe("approve");
        decision["reasons"]!.AsArray().ShouldBeEmpty();
        ((double)decision["score"]!).ShouldBeInRange(0, (double)decision["threshold"]!);
        ((string?)decision["model"]!["name"]).ShouldBe("fraud");
    }

    [Fact]
    public async Task A_payment_far_above_the_usual_is_held_up_for_a_reason_in_words()
    {
        var customer = Requests.NewId("customer");
        foreach (var day in Enumerable.Range(1, 10))
        {
            await fraud.ScoreAsync(Requests.Payment(customer: customer, amount: 50, at: Requests.Now.AddDays(-day)));
        }

        var decision = await fraud.ScoreAsync(Requests.Payment(customer: customer, amount: 600));

        ((string?)decision["decision"]).ShouldBeOneOf("review", "decline");
        decision["reasons"]!.AsArray().Count.ShouldBeInRange(1, 3);
        decision["reasons"]!.AsArray().Select(reason => (string)reason!["text"]!)
            .ShouldContain("paid 12.0 times this customer's usual amount (600.00 against 50.00)");
    }

    [Fact]
    public async Task A_payment_in_another_currency_is_judged_by_what_it_comes_to()
    {
        var customer = Requests.NewId("customer");
        await fraud.ScoreAsync(Requests.Payment(customer: customer, amount: 100, at: Requests.Now.AddDays(-1)));
        var rupiah = Requests.Payment(customer: customer).With("currency", "IDR").With("amount", 20_000_000m); // more than ten million of something

        await fraud.ScoreAsync(rupiah);

        var recorded = await fraud.GetAsync(rupiah.Id());
        ((decimal)recorded["amount"]!, (string?)recorded["currency"]).ShouldBe((20_000_000m, "IDR"));
        var features = recorded["decision"]!["features"]!.AsArray().ToDictionary(feature => (string)feature!["name"]!, feature => (float)feature!["value"]!);
        features["amount"].ShouldBe(1188.999f, .001f); // 20,000,000 / 16,820.88
        features["customer_mean_amount_7d"].ShouldBe((100 + 1188.999f) / 2, .001f);
    }

    [Fact]
    public async Task The_decision_is_published()
    {
        await using var screened = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        var payment = Requests.SuspiciousPayment();

        var decision = await fraud.ScoreAsync(payment);

        var message = await Eventually.GetAsync(
            async () => await screened.TryNextAsync() is { } next && next.Envelope!.Subject == payment.Id() ? next : null, "the event comes");
        var published = message.Read(FraudContractsJson.Default.TransactionScreened);
        published.TransactionId.ShouldBe(payment.Id());
        published.OrderId.ShouldBeNull();
        published.Decision.ToString().ShouldBe((string?)decision["decision"], StringCompareShould.IgnoreCase);
        published.Score.ShouldBe((float)decision["score"]!);
        published.Reasons.ShouldBe(decision["reasons"]!.AsArray().Select(reason => (string)reason!["code"]!));
    }

    [Fact]
    public async Task A_transaction_sent_twice_is_decided_once()
    {
        var payment = Requests.SuspiciousPayment();

        var first = await fraud.ScoreAsync(payment);
        var second = await fraud.ScoreAsync(payment);

        JsonNode.DeepEquals(first, second).ShouldBeTrue($"{first} {second}");
        (await CountAsync(payment.Id())).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_instant_in_another_zone_is_the_same_payment()
    {
        var at = Requests.Now.AddMinutes(-3);
        var payment = Requests.Payment(at: at);
        await fraud.ScoreAsync(payment);

        var again = await fraud.ScoreAsync(payment.With("at", Requests.Text(at.ToOffset(TimeSpan.FromHours(5)))));

        again.Id().ShouldBe(payment.Id());
    }

    [Theory]
    [InlineData("customerId", "another")]
    [InlineData("terminalId", "another")]
    [InlineData("currency", "USD")]
    [InlineData("at", "2026-01-31T12:00:00Z")]
    [InlineData("amount", null)]
    public async Task A_transaction_sent_twice_with_other_content_is_a_conflict(string member, string? value)
    {
        var payment = Requests.Payment();
        var first = await fraud.ScoreAsync(payment);
        using var client = fraud.Payments;

        using var response = await client.PostAsJsonAsync(
            "/v1/transactions", payment.With(member, value is null ? JsonValue.Create(25.51m) : JsonValue.Create(value)));

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
        var stored = await fraud.GetAsync(payment.Id());
        ((float)stored["decision"]!["score"]!).ShouldBe((float)first["score"]!);
        ((string?)stored["customerId"]).ShouldBe((string?)payment["customerId"]);
    }

    [Fact]
    public async Task Imported_history_is_not_scored_afterwards()
    {
        var payment = Requests.Payment();
        using var importer = fraud.Importer;
        (await importer.PostAsJsonAsync("/v1/transactions/import", Requests.Import(payment))).Dispose();
        using var client = fraud.Payments;

        using var response = await client.PostAsJsonAsync("/v1/transactions", payment);

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_same_transaction_many_times_at_once_gives_one_row_and_one_answer()
    {
        var payment = Requests.SuspiciousPayment();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fraud.ScoreAsync(payment)));

        answers.ShouldAllBe(answer => JsonNode.DeepEquals(answer, answers[0]));
        (await CountAsync(payment.Id())).ShouldBe(1);
    }

    [Fact]
    public async Task Different_payments_of_one_id_at_once_leave_one_winner()
    {
        var id = Requests.NewId();
        using var client = fraud.Payments;

        var responses = await Task.WhenAll(Enumerable.Range(1, 10).Select(amount =>
            client.PostAsJsonAsync("/v1/transactions", Requests.Payment(id, amount: amount))));

        responses.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        responses.Count(response => response.StatusCode == HttpStatusCode.Conflict).ShouldBe(9);
        (await CountAsync(id)).ShouldBe(1);
    }

    private Task<int> CountAsync(string id) =>
        fraud.InDatabaseAsync(database => database.Decisions.CountAsync(decision => decision.TransactionId == id));
}
