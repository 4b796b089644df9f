using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests.Outages;

/// <summary>Tills that send payment after payment.</summary>
internal sealed class PaymentLoad : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly Task _tills;

    public PaymentLoad(OutageFixture fraud, int tills, int? deadline) =>
        _tills = Task.WhenAll(Enumerable.Range(0, tills).Select(_ => Task.Run(() => PayAsync(fraud, deadline))));

    /// <param name="Payment">As it was sent.</param>
    /// <param name="ScoredAfterwards">As the answer promises.</param>
    internal sealed record Answer(JsonObject Payment, HttpStatusCode Status, bool DeadlineMissed, bool ScoredAfterwards, bool SaysWhenToComeAgain)
    {
        public string Id => Payment.Id();
    }

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
                payment,
                response.StatusCode,
                (bool?)answer?["deadlineMissed"] ?? false,
                (bool?)answer?["scoredAfterwards"] ?? false,
                response.Headers.RetryAfter is not null));
            await Task.Delay(Pause);
        }
    }
}
