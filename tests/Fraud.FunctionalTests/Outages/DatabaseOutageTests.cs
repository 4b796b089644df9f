using System.Net;
using System.Net.Http.Json;
using Fraud.Contracts.V1;

namespace Fraud.FunctionalTests.Outages;

/// <summary>What happens to payments while Postgres is away for a minute.</summary>
public sealed class DatabaseOutageTests(OutageFixture fraud) : IClassFixture<OutageFixture>
{
    private const int Tills = 4;
    private const int Deadline = 300;

    [Fact]
    public async Task While_the_database_is_away_payments_with_a_deadline_are_answered_and_scored_afterwards_and_others_are_refused()
    {
        using var counters = new Counters(fraud.Services);
        await using var subscription = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        await using var load = new PaymentLoad(fraud, Tills, Deadline);
        await using var patient = new PaymentLoad(fraud, 1, deadline: null);
        await load.ContinuesAsync();

        fraud.DatabaseNetwork.Refuse();
        await Task.Delay(OutageFixture.Away);
        (await HealthAsync()).ShouldBe((HttpStatusCode.OK, """{"status":"Degraded"}"""));
        fraud.DatabaseNetwork.Forward();
        await load.ContinuesAsync();
        var answers = await load.StopAsync();
        var others = await patient.StopAsync();

        // What is answered: everything, in time or with a definite refusal.
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        var missed = answers.Where(answer => answer.DeadlineMissed).Select(answer => answer.Id).ToArray();
        missed.Length.ShouldBeGreaterThan(Tills);
        answers.Where(answer => answer.DeadlineMissed).ShouldAllBe(answer => answer.ScoredAfterwards);
        others.ShouldContain(answer => answer.Status == HttpStatusCode.ServiceUnavailable);
        others.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || (answer.Status == HttpStatusCode.ServiceUnavailable && answer.SaysWhenToComeAgain));

        // Nothing is lost: what was refused is decided when it is sent again, what was answered is scored, and each is published.
        foreach (var refused in others.Where(answer => answer.Status != HttpStatusCode.OK))
        {
            using var client = fraud.Payments;
            using var response = await client.PostAsJsonAsync("/v1/transactions", refused.Payment);
            await response.ReadOkAsync();
        }

        // What is counted.
        await Eventually.TrueAsync(
            () => counters["platform.fraud.deadlines.scored"] == missed.Length, "what was answered is scored", TimeSpan.FromSeconds(60));
        counters["platform.fraud.deadlines.missed"].ShouldBe(missed.Length);
        counters["platform.fraud.deadlines.dropped"].ShouldBe(0);

        var sent = answers.Concat(others).Select(answer => answer.Id).ToHashSet();
        (await fraud.Database.ScalarAsync<long>("SELECT count(*) FROM fraud.decisions")).ShouldBe(sent.Count);
        (await fraud.Database.ScalarAsync<long>(
            $"SELECT count(*) FROM fraud.decisions WHERE answered_as = 'Approve' AND transaction_id IN ({string.Join(',', missed.Select(id => $"'{id}'"))})")).ShouldBe(missed.Length);
        (await fraud.Database.ScalarAsync<long>("SELECT count(*) FROM fraud.decisions WHERE answered_as IS NOT NULL")).ShouldBe(missed.Length);
        var published = new HashSet<string>();
        await Eventually.TrueAsync(
            async () =>
            {
                while (await subscription.TryNextAsync() is { } message)
                {
                    published.Add(message.Read(FraudContractsJson.Default.TransactionScreened).TransactionId);
                }

                return published.SetEquals(sent);
            },
            "every decision is published",
            TimeSpan.FromSeconds(60));

        await Eventually.TrueAsync(async () => (await HealthAsync()).Body == """{"status":"Healthy"}""", "it is healthy again", TimeSpan.FromSeconds(60));
    }

    private async Task<(HttpStatusCode Status, string Body)> HealthAsync()
    {
        using var client = fraud.CreateClient();
        using var response = await client.GetAsync(new Uri("/health", UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
