using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Fraud.Api.Domain;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;
using Queue = System.Threading.Channels.Channel;

namespace Fraud.Api.Features.ScoreTransaction;

/// <param name="AnsweredAs">What its sender was told.</param>
public sealed record LatePayment(ScoreTransaction Request, Outcome AnsweredAs);

/// <summary>
/// Scores afterwards what was answered at its deadline, and tries until it succeeds. What waits is in memory and, where a
/// folder for it is given, in a <see cref="LateJournal"/>, from which the next process takes it, however this one ends.
/// </summary>
public sealed class LateScoring : BackgroundService
{
    private readonly Channel<LateEntry> _waiting = Queue.CreateUnbounded<LateEntry>();
    private readonly IServiceScopeFactory _scopes;
    private readonly DatabaseReadiness _readiness;
    private readonly ScreeningOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<LateScoring> _logger;
    private readonly Counter<long> _missed;
    private readonly Counter<long> _scored;
    private readonly Counter<long> _dropped;
    private LateJournal? _journal;
    private int _held;

    public LateScoring(
        IServiceScopeFactory scopes, DatabaseReadiness readiness, IOptions<ScreeningOptions> options, TimeProvider time, IMeterFactory meters, ILogger<LateScoring> logger)
    {
        (_scopes, _readiness, _options, _time, _logger) = (scopes, readiness, options.Value, time, logger);
        var meter = meters.Create(FraudTelemetry.MeterName);
        _missed = meter.CreateCounter<long>("platform.fraud.deadlines.missed", "{payment}", "Payments answered at their deadline, by what was answered");
        _scored = meter.CreateCounter<long>("platform.fraud.deadlines.scored", "{payment}", "Of these, scored afterwards");
        _dropped = meter.CreateCounter<long>("platform.fraud.deadlines.dropped", "{payment}", "Of these, never to be scored unless they are sent again, by reason");
        meter.CreateObservableGauge("platform.fraud.deadlines.waiting", () => Volatile.Read(ref _held), "{payment}", "Of these, waiting to be scored");
    }

    /// <summary>Takes a payment.</summary>
    /// <returns>Whether it will be scored, come what may; false when there is no room, or no disk, and it has to be sent again.</returns>
    public async Task<bool> TakeAsync(LatePayment payment)
    {
        _missed.Add(1, new KeyValuePair<string, object?>("answer", payment.AnsweredAs.ToString()));
        if (Interlocked.Increment(ref _held) > _options.LateQueue)
        {
            Interlocked.Decrement(ref _held);
            Drop(1, "no-room");
            ScoreTransactionLog.NoRoom(_logger, payment.Request.TransactionId);
            return false;
        }

        var (entry, kept) = _journal?.Add(payment) ?? (new LateEntry(0, payment), Task.FromResult(true));
        var isTaken = _waiting.Writer.TryWrite(entry); // not when the service stops: then it is left, as all that waits
        try
        {
            return await kept.WaitAsync(_options.LateFlush, _time) && (isTaken || _journal is not null);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.LateJournal is not { Length: > 0 } folder)
        {
            ScoreTransactionLog.NoJournal(_logger);
        }
        else
        {
            _journal = LateJournal.Open(folder, _logger);
            foreach (var left in _journal.Left)
            {
                Interlocked.Increment(ref _held);
                _waiting.Writer.TryWrite(left);
            }
        }

        return base.StartAsync(cancellationToken);
    }

    /// <summary>Scores what waits as far as that can be done soon, and says what is left.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } working)
        {
            await working.WaitAsync(_options.LateDrain, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
        var left = Volatile.Read(ref _held);
        var kept = _journal is null ? 0 : await _journal.CloseAsync();
        if (kept > 0)
        {
            ScoreTransactionLog.LeftForNext(_logger, kept);
        }

        if (left > kept)
        {
            Drop(left - kept, "stopped");
            ScoreTransactionLog.LeftUnscored(_logger, left - kept);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await Task.WhenAll(Enumerable.Range(0, _options.LateWorkers).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _readiness.WaitAsync(stoppingToken);
            await foreach (var entry in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                if (await TryScoreAsync(entry.Payment!, stoppingToken))
                {
                    _journal?.Done(entry);
                    Interlocked.Decrement(ref _held);
                    continue;
                }

                // To the end: one that can never be scored holds up no other. When the service stops, it is left.
                _waiting.Writer.TryWrite(entry);
                await Task.Delay(_options.LateRetry, _time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task<bool> TryScoreAsync(LatePayment payment, CancellationToken stoppingToken)
    {
        using var job = FraudTelemetry.Jobs.StartActivity("score late payment");
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            var decision = await scope.ServiceProvider.GetRequiredService<ScoreTransactionHandler>()
                .HandleAsync(payment.Request, orderId: null, payment.AnsweredAs, stoppingToken);
            if (decision is null)
            {
                Drop(1, "conflict");
            }
            else
            {
                _scored.Add(1);
            }

            return true;
        }
        catch (Exception error)
        {
            job?.SetStatus(ActivityStatusCode.Error, error.GetType().FullName);
            ScoreTransactionLog.NotYetScored(_logger, payment.Request.TransactionId, error.GetType().Name);
            return false;
        }
    }

    private void Drop(int payments, string reason) => _dropped.Add(payments, new KeyValuePair<string, object?>("reason", reason));
}
