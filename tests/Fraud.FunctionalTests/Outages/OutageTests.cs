using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Fraud.Contracts.V1;

namespace Fraud.FunctionalTests.Outages;

/// <summary>What happens to payments while a server is away: what is answered, what is counted, and that nothing is lost.</summary>
public sealed class OutageTests(OutageFixture fraud) : IClassFixture<OutageFixture>
{
    private const int Tills = 4;
    private const int Deadline = 300;
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task While_the_broker_is_away_every_payment_is_decided_and_its_event_goes_out_afterwards()
    {
        await using var subscription = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        await using var load = new PaymentLoad(fraud, Tills, deadline: null);
        await load.ContinuesAsync();

        fraud.BrokerNetwork.Refuse();
        await Task.Delay(Away);
        fraud.BrokerNetwork.Forward();
        await load.ContinuesAsync();
        var answers = await load.StopAsync();

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        var waiting = answers.Select(answer => answer.Id).ToHashSet();
        await Eventually.TrueAsync(
            async () =>
            {
                while (waiting.Count > 0 && await subscription.TryNextAsync() is { } message)
                {
                    waiting.Remove(message.Read(FraudContractsJson.Default.TransactionScreened).TransactionId);
                }

                return waiting.Count == 0;
            },
            "every decision is published",
            TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task While_the_database_is_away_payments_with_a_deadline_are_answered_and_scored_afterwards_and_others_are_refused()
    {
        await using var load = new PaymentLoad(fraud, Tills, Deadline);
        await using var patient = new PaymentLoad(fraud, 1, deadline: null);
        await load.ContinuesAsync();

        fraud.DatabaseNetwork.Refuse();
        await Task.Delay(Away);
        fraud.DatabaseNetwork.Forward();
        await load.ContinuesAsync();
        var answers = await load.StopAsync();
        var others = await patient.StopAsync();

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Count(answer => answer.DeadlineMissed).ShouldBeGreaterThan(0);
        answers.Where(answer => answer.DeadlineMissed).ShouldAllBe(answer => answer.ScoredAfterwards);
        others.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.ServiceUnavailable);
        await Eventually.TrueAsync(
            async () => await ScoredAsync(answers) == answers.Count, "every payment that was answered is scored", TimeSpan.FromSeconds(60));
        var missed = answers.Where(answer => answer.DeadlineMissed).Select(answer => answer.Id).ToArray();
        (await fraud.Database.ScalarAsync<long>(
            $"SELECT count(*) FROM fraud.decisions WHERE answered_as = 'Approve' AND transaction_id IN ({Literals(missed)})")).ShouldBe(missed.Length);
    }

    private Task<long> ScoredAsync(IReadOnlyCollection<PaymentLoad.Answer> answers) => fraud.Database.ScalarAsync<long>(
        $"SELECT count(*) FROM fraud.decisions WHERE transaction_id IN ({Literals(answers.Select(answer => answer.Id))})");

    private static string Literals(IEnumerable<string> ids) => string.Join(',', ids.Select(id => $"'{id}'"));
}

/// <summary>Tills that send payment after payment.</summary>
internal sealed class PaymentLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly Task _tills;

    public PaymentLoad(OutageFixture fraud, int tills, int? deadline) =>
        _tills = Task.WhenAll(Enumerable.Range(0, tills).Select(_ => Task.Run(() => PayAsync(fraud, deadline))));

    /// <param name="Id">The payment's.</param>
    /// <param name="ScoredAfterwards">As the answer promises.</param>
    internal sealed record Answer(string Id, HttpStatusCode Status, bool DeadlineMissed, bool ScoredAfterwards);

    /// <summary>Returns when some more payments were decided.</summary>
    public Task ContinuesAsync()
    {
        var enough = Decided() + 10;
        return Eventually.TrueAsync(() => Decided() >= enough, "payments are decided", TimeSpan.FromSeconds(60));

        int Decided() => _answers.Count(answer => answer is { Status: HttpStatusCode.OK, DeadlineMissed: false });
    }

    public async Task<IReadOnlyCollection<Answer>> StopAsync()
    {
        await _stop.CancelAsync();
        await _tills;
        return _answers;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task PayAsync(OutageFixture fraud, int? deadline)
    {
        using var client = fraud.Payments;
        while (!_stop.IsCancellationRequested)
        {
            var payment = Requests.Payment();
            payment["deadlineMs"] = deadline;
            using var response = await client.PostAsJsonAsync("/v1/transactions", payment);
            var answer = response.IsSuccessStatusCode ? await response.ReadOkAsync() : null;
            _answers.Enqueue(new Answer(
                payment.Id(), response.StatusCode, (bool?)answer?["deadlineMissed"] ?? false, (bool?)answer?["scoredAfterwards"] ?? false));
        }
    }
}
