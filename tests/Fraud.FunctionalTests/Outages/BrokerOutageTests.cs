using System.Net;
using Fraud.Contracts.V1;

namespace Fraud.FunctionalTests.Outages;

/// <summary>What happens to payments while RabbitMQ is away for a minute.</summary>
public sealed class BrokerOutageTests(OutageFixture fraud) : IClassFixture<OutageFixture>
{
    private const int Tills = 4;

    [Fact]
    public async Task While_the_broker_is_away_every_payment_is_decided_and_its_event_goes_out_once_afterwards()
    {
        await using var subscription = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        await using var load = new PaymentLoad(fraud, Tills, deadline: null);
        await load.ContinuesAsync();

        fraud.BrokerNetwork.Refuse();
        await Task.Delay(OutageFixture.Away);
        fraud.BrokerNetwork.Forward();
        await load.ContinuesAsync();
        var answers = await load.StopAsync();

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await fraud.Database.ScalarAsync<long>("SELECT count(*) FROM fraud.decisions")).ShouldBe(answers.Count);
        // A transport that lost its confirmation sends the same event again; never is there another one.
        var events = new Dictionary<string, HashSet<Guid>>();
        await Eventually.TrueAsync(
            async () =>
            {
                while (await subscription.TryNextAsync() is { } message)
                {
                    var id = message.Read(FraudContractsJson.Default.TransactionScreened).TransactionId;
                    (events.TryGetValue(id, out var known) ? known : events[id] = []).Add(message.Envelope!.Id);
                }

                return events.Count >= answers.Count;
            },
            "every decision is published",
            TimeSpan.FromSeconds(60));
        events.Keys.ShouldBe(answers.Select(answer => answer.Id), ignoreOrder: true);
        events.Values.ShouldAllBe(ids => ids.Count == 1);
    }
}
