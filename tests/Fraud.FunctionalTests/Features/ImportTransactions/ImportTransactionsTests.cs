using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.ImportTransactions;

[Collection(FraudCollection.Name)]
public sealed class ImportTransactionsTests(FraudFixture fraud)
{
    [Fact]
    public async Task History_counts_in_the_windows_of_later_payments()
    {
        var (customer, terminal) = (Requests.NewId("customer"), Requests.NewId("terminal"));
        JsonObject[] history =
        [
            Requests.Payment(customer: customer, amount: 40, at: Requests.Now.AddHours(-5)),
            Requests.Payment(customer: customer, amount: 0, at: Requests.Now.AddDays(-5)),
            Requests.Payment(terminal: terminal, at: Requests.Now.AddDays(-8)).With("label", Requests.PastLabel("chargeback", Requests.Now.AddDays(-3))),
            Requests.Payment(terminal: terminal, at: Requests.Now.AddDays(-9)).With("label", Requests.PastLabel("genuine", Requests.Now.AddDays(-3))),
            Requests.Payment(terminal: terminal, at: Requests.Now.AddDays(-2)).With("label", Requests.PastLabel("chargeback", Requests.Now.AddDays(-1))),
        ];

        using var response = await PostAsync(Requests.Import(history));
        await response.ReadOkAsync();

        var payment = Requests.Payment(customer: customer, terminal: terminal, amount: 80);
        await fraud.ScoreAsync(payment);
        var features = (await fraud.GetAsync(payment.Id()))["decision"]!["features"]!.AsArray()
            .ToDictionary(feature => (string)feature!["name"]!, feature => (float)feature!["value"]!);
        features["customer_payments_1d"].ShouldBe(2);
        features["customer_payments_7d"].ShouldBe(3);
        features["customer_mean_amount_7d"].ShouldBe(40);
        features["terminal_payments_7d"].ShouldBe(2);
        features["terminal_fraud_rate_7d"].ShouldBe(.5f);
        var label = (await fraud.GetAsync(history[2].Id()))["labelHistory"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)label["verdict"], (string?)label["actor"], (string?)label["source"]).ShouldBe(("chargeback", "tester", "import"));
    }

    [Fact]
    public async Task A_label_that_comes_later_than_the_payment_is_not_seen_by_it()
    {
        var terminal = Requests.NewId("terminal");
        var chargedBack = Requests.Payment(terminal: terminal, at: Requests.Now.AddDays(-20))
            .With("label", Requests.PastLabel("chargeback", Requests.Now.AddDays(-1)));
        (await PostAsync(Requests.Import(chargedBack))).Dispose();

        (await FraudRateAsync(Requests.Now.AddDays(-2))).ShouldBe(0);
        (await FraudRateAsync(Requests.Now.AddMinutes(-1))).ShouldBe(1);

        async Task<float> FraudRateAsync(DateTimeOffset at)
        {
            var payment = Requests.Payment(terminal: terminal, at: at);
            await fraud.ScoreAsync(payment);
            return (await fraud.GetAsync(payment.Id()))["decision"]!["features"]!.AsArray()
                .Where(feature => (string?)feature!["name"] == "terminal_fraud_rate_30d")
                .Select(feature => (float)feature!["value"]!)
                .Single();
        }
    }

    [Fact]
    public async Task The_same_history_again_changes_nothing()
    {
        var import = Requests.Import([.. Enumerable.Range(0, 20).Select(_ => Requests.Payment())]);
        (await PostAsync(import)).Dispose();

        using var response = await PostAsync(import);

        var answer = await response.ReadOkAsync();
        ((int)answer["imported"]!).ShouldBe(0);
        ((int)answer["alreadyKnown"]!).ShouldBe(20);
    }

    [Fact]
    public async Task The_same_history_twice_at_once_is_stored_once()
    {
        var payments = Enumerable.Range(0, 200).Select(_ => Requests.Payment()).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var response = await PostAsync(Requests.Import(payments));
            return await response.ReadOkAsync();
        }));

        answers.Sum(answer => (int)answer["imported"]!).ShouldBe(200);
        (await StoredAsync(payments)).ShouldBe(200);
    }

    [Fact]
    public async Task One_conflict_refuses_all()
    {
        var known = Requests.Payment();
        await fraud.ScoreAsync(known);
        JsonObject[] payments = [Requests.Payment(), known.With("amount", 1)];

        using var response = await PostAsync(Requests.Import(payments));

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
        (await StoredAsync(payments[..1])).ShouldBe(0);
    }

    [Fact]
    public async Task An_id_twice_in_one_request_is_a_conflict()
    {
        var payment = Requests.Payment();

        using var response = await PostAsync(Requests.Import(payment, payment));

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
        (await StoredAsync([payment])).ShouldBe(0);
    }

    [Theory]
    [InlineData("amount", "-1")]
    [InlineData("amount", "10000000.01")]
    [InlineData("label", "{\"verdict\":\"fraud\",\"at\":\"2026-01-01T00:00:00Z\"}")]
    [InlineData("label", "{\"verdict\":\"genuine\",\"at\":\"2020-01-01T00:00:00Z\"}")]
    [InlineData("label", "{\"verdict\":\"genuine\"}")]
    [InlineData("customerId", "\"\"")]
    [InlineData("at", "\"2199-01-01T00:00:00Z\"")]
    public async Task A_wrong_row_is_named_and_nothing_stored(string member, string value)
    {
        JsonObject[] payments = [Requests.Payment(), Requests.Payment().With(member, JsonNode.Parse(value))];

        using var response = await PostAsync(Requests.Import(payments));

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
        problem["errors"]!.AsObject().ShouldContain(error => error.Key.Contains("[1]", StringComparison.Ordinal));
        (await StoredAsync(payments[..1])).ShouldBe(0);
    }

    [Fact]
    public async Task A_row_that_is_null_is_refused()
    {
        using var response = await PostAsync(new JsonObject { ["transactions"] = new JsonArray(Requests.Payment(), null) });

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "transactions");
    }

    [Fact]
    public async Task Five_thousand_are_taken_and_one_more_is_not()
    {
        var payments = Enumerable.Range(0, 5_001).Select(_ => Requests.Payment()).ToArray();

        using var tooMany = await PostAsync(Requests.Import(payments));
        await tooMany.ReadProblemAsync(HttpStatusCode.BadRequest, "transactions");
        using var none = await PostAsync(Requests.Import());
        await none.ReadProblemAsync(HttpStatusCode.BadRequest, "transactions");
        using var taken = await PostAsync(Requests.Import(payments[..5_000]));

        ((int)(await taken.ReadOkAsync())["imported"]!).ShouldBe(5_000);
    }

    private Task<int> StoredAsync(JsonObject[] payments)
    {
        var ids = payments.Select(Requests.Id).ToArray();
        return fraud.InDatabaseAsync(database => database.Transactions.CountAsync(transaction => ids.Contains(transaction.Id)));
    }

    private async Task<HttpResponseMessage> PostAsync(JsonObject import)
    {
        using var client = fraud.Importer;
        return await client.PostAsJsonAsync("/v1/transactions/import", import);
    }
}
