using Fraud.Api.Domain;
using Microsoft.Extensions.Options;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>
/// Answers payments in time: with the decision or, at the deadline or once the attempt has failed before it, with what the
/// settings say.
/// </summary>
public sealed class ScoringDesk(
    IServiceScopeFactory scopes, LateScoring late, IOptions<ScreeningOptions> options, TimeProvider time, ILogger<ScoringDesk> logger)
{
    /// <returns>The answer; null when another payment has the id.</returns>
    public Task<ScoredTransaction?> AnswerAsync(ScoreTransaction request, CancellationToken cancellationToken) =>
        AnswerAsync(request, time.GetTimestamp(), cancellationToken);

    /// <param name="arrived">The time stamp of its request's arrival, from which the deadline counts.</param>
    /// <returns>The answer; null when another payment has the id.</returns>
    public async Task<ScoredTransaction?> AnswerAsync(ScoreTransaction request, long arrived, CancellationToken cancellationToken)
    {
        if ((request.DeadlineMs ?? options.Value.DefaultDeadline) is not { } milliseconds)
        {
            return await ScoreAsync(request, cancellationToken);
        }

        var left = TimeSpan.FromMilliseconds(milliseconds) - time.GetElapsedTime(arrived);
        if (left <= TimeSpan.Zero)
        {
            return await AtDeadlineAsync(request);
        }

        using var deadline = new CancellationTokenSource(left, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        // Not on this thread: the deadline holds for whatever the attempt does before it first waits.
        var attempt = Task.Run(() => ScoreAsync(request, ends.Token), CancellationToken.None);
        try
        {
            return await attempt.WaitAsync(ends.Token);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            if (deadline.IsCancellationRequested)
            {
                // The attempt ends by itself; had it been committed, the late one finds it.
                _ = attempt.ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            else
            {
                ScoreTransactionLog.Failed(logger, request.TransactionId, error);
            }

            return await AtDeadlineAsync(request);
        }
    }

    private async Task<ScoredTransaction> AtDeadlineAsync(ScoreTransaction request)
    {
        var answer = options.Value.OnDeadline;
        return ScoredTransaction.AtDeadline(
            request.TransactionId, answer, await late.TakeAsync(new LatePayment(request, answer)), time.GetUtcNow());
    }

    private async Task<ScoredTransaction?> ScoreAsync(ScoreTransaction request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ScoreTransactionHandler>()
            .HandleAsync(request, orderId: null, answeredAs: null, cancellationToken);
    }
}
