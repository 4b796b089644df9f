using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Fraud.Api.Domain;
using Microsoft.Extensions.Options;
using Queue = System.Threading.Channels.Channel;

namespace Fraud.Api.Features.ScoreTransaction;

/// <param name="AnsweredAs">What its sender was told.</param>
public sealed record LatePayment(ScoreTransaction Request, Outcome AnsweredAs);

/// <summary>
/// Scores afterwards what was answered at its deadline, and tries until it succeeds. What waits is in memory: a process that
/// is killed loses it, and says nothing; one that stops says how many. Sending them again scores them.
/// </summary>
public sealed class LateScoring : BackgroundService
{
    private readonly Channel<LatePayment> _waiting;
    private readonly IServiceScopeFactory _scopes;
    private readonly ScreeningOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<LateScoring> _logger;
    private readonly Counter<long> _missed;
    private readonly Counter<long> _scored;
    private readonly Counter<long> _dropped;
    private int _atWork;

    public LateScoring(
        IServiceScopeFactory scopes, IOptions<ScreeningOptions> options, TimeProvider time, IMeterFactory meters, ILogger<LateScoring> logger)
    {
        (_scopes, _options, _time, _logger) = (scopes, options.Value, time, logger);
        _waiting = Queue.CreateBounded<LatePayment>(_options.LateQueue);
        var meter = meters.Create(FraudTelemetry.MeterName);
        _missed = meter.CreateCounter<long>("platform.fraud.deadlines.missed", "{payment}", "Payments answered at their deadline, by what was answered");
        _scored = meter.CreateCounter<long>("platform.fraud.deadlines.scored", "{payment}", "Of these, scored afterwards");
        _dropped = meter.CreateCounter<long>("platform.fraud.deadlines.dropped", "{payment}", "Of these, never to be scored unless they are sent again");
        meter.CreateObservableGauge("platform.fraud.deadlines.waiting", () => Waiting, "{payment}", "Of these, waiting to be scored");
    }

    private int Waiting => _waiting.Reader.Count + Volatile.Read(ref _atWork);

    /// <summary>Takes a payment; false when there is no room, and it has to be sent again.</summary>
    public bool TryTake(LatePayment payment)
    {
        _missed.Add(1, new KeyValuePair<string, object?>("answer", payment.AnsweredAs.ToString()));
        if (_waiting.Writer.TryWrite(payment))
        {
            return true;
        }

        _dropped.Add(1);
        ScoreTransactionLog.NoRoom(_logger, payment.Request.TransactionId);
        return false;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(Enumerable.Range(0, _options.LateWorkers).Select(_ => WorkAsync(stoppingToken)));
        if (Waiting is > 0 and var left)
        {
            _dropped.Add(left);
            ScoreTransactionLog.LeftUnscored(_logger, left);
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var payment in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                Interlocked.Increment(ref _atWork);
                await ScoreAsync(payment, stoppingToken);
                Interlocked.Decrement(ref _atWork);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task ScoreAsync(LatePayment payment, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await using var scope = _scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ScoreTransactionHandler>()
                    .HandleAsync(payment.Request, orderId: null, payment.AnsweredAs, stoppingToken);
                _scored.Add(1);
                return;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                ScoreTransactionLog.NotYetScored(_logger, payment.Request.TransactionId, error.GetType().Name);
                await Task.Delay(_options.LateRetry, _time, stoppingToken);
            }
        }
    }
}
