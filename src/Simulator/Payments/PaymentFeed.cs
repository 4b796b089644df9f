using Simulator.Traffic;

namespace Simulator.Payments;

/// <summary>
/// Card payments for Fraud: first weeks of history with the labels that are known by now, then live ones in the order of
/// their times, faster than they happened until the present is reached. Frauds are reported some days after the payment.
/// </summary>
public sealed class PaymentFeed(HttpClient fraud, SimulationOptions options, Pace pace, TimeProvider time) : IFeed
{
    private const int ImportSize = 2_000;
    private const string Currency = "EUR";

    private readonly PaymentCalendar _calendar = new(
        options.Seed, new CardWorld(options.Seed, options.Customers, options.Customers * options.TerminalsPerCustomer));
    private readonly Queue<Payment> _unreported = new();
    private IEnumerator<Payment>? _live;
    private Payment? _next;

    public string Name => "payments";

    public double Rate => options.PaymentsPerSecond;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _unreported.Clear();
        var firstLiveDay = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-options.LiveDays);
        for (var day = firstLiveDay.AddDays(-options.HistoryDays); day < firstLiveDay; day = day.AddDays(1))
        {
            await pace.WhenRunningAsync(cancellationToken);
            var payments = _calendar.Day(day);
            if (payments.Count > 0 && !await IsKnownAsync(payments[^1], cancellationToken))
            {
                await ImportAsync(payments, firstLiveDay, cancellationToken);
            }

            RememberUnreported(payments.Where(payment => ReportedAt(payment) >= Midnight(firstLiveDay)));
        }

        _live = await RestAsync(firstLiveDay, cancellationToken);
        MoveOn();
    }

    public async Task StepAsync(CancellationToken cancellationToken)
    {
        if (_next is not { } payment || payment.At > time.GetUtcNow())
        {
            return;
        }

        await ReportFraudsUntilAsync(payment.At, cancellationToken);
        await fraud.PostAsync(
            "/v1/transactions",
            new { payment.TransactionId, payment.CustomerId, payment.TerminalId, payment.Amount, Currency, payment.At },
            cancellationToken);
        RememberUnreported([payment]);
        MoveOn();
    }

    public void Skip()
    {
        // Whichever of the two was sent last: a report that is due goes before the payment.
        if (_unreported.TryPeek(out var reported) && _next is { } payment && ReportedAt(reported) <= payment.At)
        {
            _unreported.Dequeue();
        }
        else
        {
            MoveOn();
        }
    }

    private void MoveOn() => _next = _live!.MoveNext() ? _live.Current : null;

    private async Task ImportAsync(IReadOnlyList<Payment> payments, DateOnly firstLiveDay, CancellationToken cancellationToken)
    {
        foreach (var part in payments.Chunk(ImportSize))
        {
            await fraud.PostAsync("/v1/transactions/import", new { Transactions = part.Select(payment => Row(payment, firstLiveDay)) }, cancellationToken);
        }
    }

    private object Row(Payment payment, DateOnly firstLiveDay)
    {
        var reportedAt = ReportedAt(payment);
        var isKnownFraud = payment.Fraud != FraudScenario.None && reportedAt < Midnight(firstLiveDay);
        return new
        {
            payment.TransactionId,
            payment.CustomerId,
            payment.TerminalId,
            payment.Amount,
            Currency,
            payment.At,
            Label = isKnownFraud ? new { Verdict = "chargeback", At = reportedAt } : null,
        };
    }

    /// <summary>The live payments that the service does not know yet: a simulator that starts again goes on where it was.</summary>
    private async Task<IEnumerator<Payment>> RestAsync(DateOnly firstLiveDay, CancellationToken cancellationToken)
    {
        for (var day = firstLiveDay; ; day = day.AddDays(1))
        {
            var payments = _calendar.Day(day);
            var (known, unknown) = (0, payments.Count);
            while (known < unknown)
            {
                var middle = (known + unknown) / 2;
                (known, unknown) = await IsKnownAsync(payments[middle], cancellationToken) ? (middle + 1, unknown) : (known, middle);
            }

            RememberUnreported(payments.Take(known));
            if (known < payments.Count || Midnight(day) > time.GetUtcNow())
            {
                return payments.Skip(known).Concat(DaysFrom(day.AddDays(1))).GetEnumerator();
            }
        }
    }

    private IEnumerable<Payment> DaysFrom(DateOnly day)
    {
        for (; ; day = day.AddDays(1))
        {
            foreach (var payment in _calendar.Day(day))
            {
                yield return payment;
            }
        }
    }

    private async Task ReportFraudsUntilAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (_unreported.TryPeek(out var payment) && ReportedAt(payment) <= now)
        {
            await fraud.PostAsync(
                "/v1/labels", new { payment.TransactionId, Verdict = "chargeback", At = ReportedAt(payment) }, cancellationToken);
            _unreported.Dequeue();
        }
    }

    private void RememberUnreported(IEnumerable<Payment> payments)
    {
        foreach (var payment in payments.Where(payment => payment.Fraud != FraudScenario.None))
        {
            _unreported.Enqueue(payment);
        }
    }

    private async Task<bool> IsKnownAsync(Payment payment, CancellationToken cancellationToken) =>
        await fraud.FindAsync($"/v1/transactions/{payment.TransactionId}", cancellationToken) is not null;

    private DateTimeOffset ReportedAt(Payment payment) => payment.At.AddDays(options.LabelDelayDays);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
