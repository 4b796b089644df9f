using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Cli.Running;
using Platform.Cli.Screen;

namespace Platform.Cli.Smoke;

/// <summary>
/// <c>up --smoke</c>: every service has decided something since the start, and an event went through RabbitMQ to another
/// service and came to effect there.
/// </summary>
internal sealed class SmokeCheck(PlatformClient client, TimeProvider time)
{
    // An order is released, held or cancelled only by Fraud's answer to the event that the checkout sent.
    private static readonly string[] OutcomesOfScreening = ["released", "held", "cancelled"];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly Dictionary<string, string> _decisions = [];
    private string? _event;

    private bool IsComplete => _event is not null && _decisions.Count == client.Addresses.Deciding.Count;

    /// <summary>Waits until everything was seen; returns the reason when the limit, counted from the start, passes first.</summary>
    public async Task<string?> RunAsync(AppHostRun host, TimeSpan limit, CancellationToken cancellationToken)
    {
        while (time.GetUtcNow() - _started < limit)
        {
            foreach (var service in client.Addresses.Deciding)
            {
                Note(service, await client.SummaryAsync(service, cancellationToken));
            }

            if (IsComplete)
            {
                return null;
            }

            host.ThrowIfBroken();

            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }

        return "not seen in time: " + string.Join(", ", Missing());
    }

    /// <summary>The summary as one line of JSON.</summary>
    public string Line(string? failure) => JsonSerializer.Serialize(new
    {
        smoke = failure is null ? "passed" : "failed",
        reason = failure,
        seconds = Math.Round((time.GetUtcNow() - _started).TotalSeconds, 1),
        decisions = _decisions,
        @event = _event,
    }, Readable);

    private void Note(ServiceAddress service, ServiceSummary? summary)
    {
        foreach (var decision in summary?.Latest.Where(latest => latest.At >= _started) ?? [])
        {
            _decisions.TryAdd(service.Name, $"{decision.What}: {decision.Decision}");
            if (service.Name == "retail" && OutcomesOfScreening.Contains(decision.Decision))
            {
                _event ??= $"retail.order-placed.v1 -> fraud -> fraud.transaction-screened.v1 -> retail: {decision.What} {decision.Decision}";
            }
        }
    }

    private IEnumerable<string> Missing() =>
        client.Addresses.Deciding.Where(service => !_decisions.ContainsKey(service.Name)).Select(service => $"a decision of {service.Title}")
            .Concat(_event is null ? ["an order that Fraud screened"] : []);
}
