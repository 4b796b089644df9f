using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Fraud.Contracts.V1;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

/// <summary>Payments of one customer are decided one after the other, whichever replica they come to.</summary>
[Collection(FraudCollection.Name)]
public sealed class TakingTurnsTests(FraudFixture fraud)
{
    private const int Customers = 3;
    private const int Runs = 3;

    // Of the same moment or of any other in these days, in any order; what terminals count is older than that.
    private static readonly Gen<(int Customer, int Terminal, int Minutes, decimal Amount)[]> Payments = Gen.Select(
        Gen.Int[0, Customers - 1], Gen.Int[0, 1], Gen.OneOf(Gen.Const(0), Gen.Int[0, 6 * 24 * 60]), Gen.Int[1, 100_000].Select(cents => cents / 100m)).Array[60];

    private static readonly Gen<int[]> Resends = Gen.Int[0, 19].Array[80];

    [Fact]
    public Task Payments_that_come_at_once_to_two_replicas_get_the_facts_that_they_would_get_from_one_that_takes_them_in_the_order_in_which_they_are_recorded() =>
        Payments.SampleAsync(CheckFactsAsync, iter: Runs, threads: 1);

    [Fact]
    public Task A_payment_that_comes_again_and_again_to_two_replicas_at_once_is_decided_once_and_published_once_and_always_gets_the_same_answer() =>
        Resends.SampleAsync(CheckOnceAsync, iter: Runs, threads: 1);

    [Fact]
    public async Task A_customer_whose_payments_wait_takes_no_connections_from_the_others()
    {
        const int Connections = 8;
        var busy = Requests.NewId("busy");
        await using var small = await fraud.StartReplicaAsync(builder => builder.UseSetting(
            "ConnectionStrings:frauddb", new NpgsqlConnectionStringBuilder(fraud.Database.ConnectionString) { MaxPoolSize = Connections, Timeout = 3 }.ConnectionString));
        using var client = Client(small);
        await SendAsync(client, Requests.Payment());
        Task<string>[] waiting;
        await using (await fraud.HoldTurnAsync(busy))
        {
            waiting = [.. Enumerable.Range(0, 4 * Connections).Select(_ => SendAsync(client, Requests.Payment(customer: busy)))];
            await Eventually.TrueAsync(
                async () => await fraud.Database.ScalarAsync<long>(
                    "SELECT count(*) FROM pg_locks JOIN pg_database ON oid = database WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted") > 0,
                "the first of them waits for its turn");

            await Task.WhenAll(Enumerable.Range(0, 4 * Connections).Select(_ => SendAsync(client, Requests.Payment())));

            waiting.ShouldAllBe(payment => !payment.IsCompleted);
        }

        await Task.WhenAll(waiting);
    }

    private async Task CheckFactsAsync((int Customer, int Terminal, int Minutes, decimal Amount)[] payments)
    {
        var run = Requests.NewId("turns");
        var now = Requests.Now.AddMinutes(-1);
        using var importer = fraud.Importer;
        using var imported = await importer.PostAsJsonAsync("/v1/transactions/import", Requests.Import([.. payments.Select((payment, number) =>
            Sent(payment with { Minutes = 8 * 24 * 60 + payment.Minutes }, $"{run}:past-{number}")
                .With("label", Requests.PastLabel(number % 3 == 0 ? "genuine" : "chargeback", now.AddDays(-6.5))))]));
        await imported.ReadOkAsync();

        await AtOnceAsync(payments.Select((payment, number) => Sent(payment, $"{run}:{number}")));

        var recorded = await fraud.InDatabaseAsync(database => database.Transactions.AsNoTracking().Include(payment => payment.Decision)
            .Where(payment => payment.CustomerId.StartsWith(run)).OrderBy(payment => payment.RecordedAt).ToListAsync());
        recorded.Count.ShouldBe(2 * payments.Length);
        foreach (var (payment, place) in recorded.Select((payment, place) => (payment, place)).Where(entry => entry.payment.Decision is not null))
        {
            payment.Decision!.Facts.ShouldBe(ByDefinition.Facts(payment, recorded.Take(place)), payment.Id);
        }

        JsonObject Sent((int Customer, int Terminal, int Minutes, decimal Amount) payment, string id) => Requests.Payment(
            id, $"{run}:c{payment.Customer}", $"{run}:t{payment.Terminal}", payment.Amount, now.AddMinutes(-payment.Minutes));
    }

    private async Task CheckOnceAsync(int[] order)
    {
        var run = Requests.NewId("again");
        await using var subscription = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        var payments = Enumerable.Range(0, order.Max() + 1)
            .Select(number => Requests.Payment($"{run}:{number}", $"{run}:c{number % Customers}", amount: 1 + 300 * (number % 4))).ToArray();

        var answers = await AtOnceAsync(order.Select(number => payments[number]));

        var sent = order.Distinct().Count();
        order.Zip(answers).GroupBy(answer => answer.First, answer => answer.Second).ShouldAllBe(same => same.Distinct().Count() == 1);
        (await fraud.Database.ScalarAsync<long>($"SELECT count(*) FROM fraud.transactions WHERE id LIKE '{run}:%'")).ShouldBe(sent);
        (await fraud.Database.ScalarAsync<long>($"SELECT count(*) FROM fraud.decisions WHERE transaction_id LIKE '{run}:%'")).ShouldBe(sent);
        var published = new List<string>();
        await Eventually.TrueAsync(
            async () =>
            {
                while (await subscription.TryNextAsync() is { } message)
                {
                    published.Add(message.Read(FraudContractsJson.Default.TransactionScreened).TransactionId);
                }

                return published.Count(id => id.StartsWith(run, StringComparison.Ordinal)) >= sent;
            },
            "every decision is published");
        published.ShouldBeUnique();
    }

    /// <returns>The answers in the order of the payments, each from one of two replicas in turn.</returns>
    private async Task<string[]> AtOnceAsync(IEnumerable<JsonObject> payments)
    {
        await using var replica = await fraud.StartReplicaAsync();
        using var one = fraud.Payments;
        using var two = Client(replica);
        return await Task.WhenAll(payments.Select((payment, number) => SendAsync(number % 2 == 0 ? one : two, payment)));
    }

    private HttpClient Client(WebApplicationFactory<Program> replica)
    {
        using var known = fraud.Payments;
        var client = replica.CreateDefaultClient();
        client.DefaultRequestHeaders.Authorization = known.DefaultRequestHeaders.Authorization;
        return client;
    }

    private static async Task<string> SendAsync(HttpClient client, JsonObject payment)
    {
        using var response = await client.PostAsJsonAsync("/v1/transactions", payment);
        return (await response.ReadOkAsync()).ToJsonString();
    }
}
