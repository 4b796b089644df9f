using System.Net.Http.Json;
using static Fraud.FunctionalTests.Features.Policies.PolicyFixture;

namespace Fraud.FunctionalTests.Features.Policies;

/// <summary>Two processes on one database.</summary>
[Collection(PolicyCollection.Name)]
public sealed class PolicyReplicaTests(PolicyFixture fraud)
{
    [Fact]
    public async Task What_one_replica_was_told_the_other_knows_after_the_refresh_interval()
    {
        var customer = Requests.NewId("customer");
        await using var replica = await fraud.StartReplicaAsync();
        using var payments = fraud.CreateClient(role: "payments");
        using var other = replica.CreateDefaultClient();
        other.DefaultRequestHeaders.Authorization = payments.DefaultRequestHeaders.Authorization;
        (await DecisionAsync(other, customer)).ShouldBe("approve");

        await fraud.ActivateAsync(Rule($"customer = '{customer}'"));

        (await DecisionAsync(payments, customer)).ShouldBe("decline"); // the one that was told knows at once
        (await DecisionAsync(other, customer)).ShouldBe("approve"); // the other one has not looked yet
        await Eventually.TrueAsync(
            async () =>
            {
                fraud.Clock.Advance(TimeSpan.FromSeconds(2)); // again, in case it was not waiting yet
                return await DecisionAsync(other, customer) == "decline";
            },
            "the other replica sees the rules");
    }

    private static async Task<string> DecisionAsync(HttpClient client, string customer)
    {
        using var response = await client.PostAsJsonAsync("/v1/transactions", Requests.Payment(customer: customer));
        return (string)(await response.ReadOkAsync())["decision"]!;
    }
}
