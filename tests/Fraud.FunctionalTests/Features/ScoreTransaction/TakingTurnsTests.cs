using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

/// <summary>Payments of one customer are decided one after the other, whichever replica they come to.</summary>
[Collection(FraudCollection.Name)]
public sealed class TakingTurnsTests(FraudFixture fraud)
{
    private const int Payments = 60;

    [Fact]
    public async Task Payments_of_one_customer_that_come_at_once_to_two_replicas_see_each_other_as_if_they_had_come_to_one()
    {
        var customer = Requests.NewId("customer");
        var at = Requests.Now.AddMinutes(-1);
        await using var replica = fraud.WithWebHostBuilder(_ => { });
        using var one = fraud.Payments;
        using var two = replica.CreateDefaultClient();
        two.DefaultRequestHeaders.Authorization = one.DefaultRequestHeaders.Authorization;
        var ids = Enumerable.Range(0, Payments).Select(_ => Requests.NewId()).ToArray();

        await Task.WhenAll(ids.Select((id, number) => SendAsync(
            number % 2 == 0 ? one : two, Requests.Payment(id, customer, amount: 10, at: at))));

        // Of the same moment: each counts itself and those decided before it, so the numbers are those of a queue.
        var counts = new List<int>();
        foreach (var id in ids)
        {
            counts.Add((int)(float)(await fraud.GetAsync(id))["decision"]!["features"]!.AsArray()
                .Single(feature => (string)feature!["name"]! == "customer_payments_1d")!["value"]!);
        }

        counts.Order().ShouldBe(Enumerable.Range(1, Payments));
    }

    private static async Task SendAsync(HttpClient client, JsonObject payment)
    {
        using var response = await client.PostAsJsonAsync("/v1/transactions", payment);
        await response.ReadOkAsync();
    }
}
