using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Domain;
using Fraud.Api.Features.ComparePeers;

namespace Fraud.FunctionalTests.Features.ComparePeers;

[Collection(FraudCollection.Name)]
public sealed class ComparePeersTests(FraudFixture fraud)
{
    [Fact]
    public async Task A_payment_stands_beside_its_customers_its_terminals_and_its_categorys_others()
    {
        var (customer, terminal, category) = (Requests.NewId("customer"), Requests.NewId("terminal"), "5411");
        var now = Requests.Now;
        await ImportAsync(
            Past(customer, Requests.NewId("terminal"), 10, now.AddDays(-2.1)),
            Past(customer, Requests.NewId("terminal"), 20, now.AddDays(-2.2)),
            Past(customer, terminal, 30, now.AddDays(-4.1)),
            Past(customer, terminal, 500, now.AddDays(-40)), // too long ago
            Past(Requests.NewId("customer"), terminal, 100, now.AddDays(-5)));
        var payment = Requests.Payment(customer: customer, terminal: terminal, amount: 40).With("merchantCategory", category);
        await fraud.ScoreAsync(payment);

        var peers = await PeersAsync(payment.Id());

        Standing(peers, "customer", "amount").ShouldBe((40m, 3, 100.0));
        // On the four days before: 0, 2, 0 and 1 payments, of which 0 is smaller than 1 twice.
        Standing(peers, "customer", "frequency").ShouldBe((1m, 4, 50.0));
        Standing(peers, "terminal", "amount").ShouldBe((40m, 2, 50.0));
        Standing(peers, "terminal", "frequency").ShouldBe((2m, 1, 100.0));
        ((string?)peers["customer"]!["inWords"]![0]).ShouldBe("paid 40.00: more than 100 % of this customer's 3 other payments (half of them up to 20.00, 95 % up to 30.00)");
        peers["merchantCategory"].ShouldNotBeNull();
        ((string?)peers["currency"]).ShouldBe("EUR");
    }

    [Fact]
    public async Task A_payment_without_a_category_has_no_such_group()
    {
        var payment = Requests.Payment();
        await fraud.ScoreAsync(payment);

        (await PeersAsync(payment.Id()))["merchantCategory"].ShouldBeNull();
    }

    [Fact]
    public async Task Of_a_large_group_the_latest_are_looked_at_and_that_is_said()
    {
        var terminal = Requests.NewId("terminal");
        var now = Requests.Now;
        await fraud.InDatabaseAsync(async database =>
        {
            database.Transactions.AddRange(Enumerable.Range(1, ComparePeersHandler.AtMost + 100).Select(i => new Transaction
            {
                Id = Requests.NewId(),
                CustomerId = $"many-{i}",
                TerminalId = terminal,
                Amount = 5,
                BaseAmount = 5,
                Currency = "EUR",
                At = now.AddMinutes(-10 - i).ToUniversalTime(),
                RecordedAt = now,
            }));
            return await database.SaveChangesAsync();
        });
        var payment = Requests.Payment(terminal: terminal);
        await fraud.ScoreAsync(payment);

        var group = (await PeersAsync(payment.Id()))["terminal"]!;

        ((bool)group["limited"]!).ShouldBeTrue();
        ((int)group["payments"]!).ShouldBe(ComparePeersHandler.AtMost);
    }

    private async Task<JsonObject> PeersAsync(string id)
    {
        using var client = fraud.Analyst;
        using var response = await client.GetAsync($"/v1/transactions/{id}/peers");
        return await response.ReadOkAsync();
    }

    private async Task ImportAsync(params JsonObject[] payments)
    {
        using var importer = fraud.Importer;
        using var imported = await importer.PostAsJsonAsync("/v1/transactions/import", Requests.Import(payments));
        await imported.ReadOkAsync();
    }

    private static JsonObject Past(string customer, string terminal, decimal amount, DateTimeOffset at) =>
        Requests.Payment(customer: customer, terminal: terminal, amount: amount, at: at);

    private static (decimal Value, int Others, double? Smaller) Standing(JsonObject peers, string group, string of)
    {
        var standing = peers[group]![of]!;
        return ((decimal)standing["value"]!, (int)standing["others"]!, (double?)standing["smallerPercent"]);
    }
}
