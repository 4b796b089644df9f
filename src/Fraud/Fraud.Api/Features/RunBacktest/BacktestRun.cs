using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Backtesting;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Measuring;
using Fraud.Api.Domain.Rules;
using Fraud.Api.Domain.Rules.Language;
using Microsoft.EntityFrameworkCore;
using Platform.Inference;

namespace Fraud.Api.Features.RunBacktest;

/// <summary>One run of one backtest: reads history, judges, counts.</summary>
public sealed class BacktestRun(
    FraudDbContext database,
    StoredHistory history,
    BacktestClaims claims,
    [FromKeyedServices(FraudServices.ModelName)] ModelHost models,
    TimeProvider time)
{
    // As far back as the longest window of the features.
    private static readonly TimeSpan Reach = FeatureWindows.LabelDelay + FeatureWindows.Month;

    /// <returns>Null when it was cancelled, or taken over by another replica.</returns>
    /// <exception cref="BacktestException">It cannot be run.</exception>
    public async Task<BacktestReport?> RunAsync(Backtest backtest, Guid run, CancellationToken cancellationToken)
    {
        var labels = new LabelRule(backtest.GenuineAfterDays is { } days ? TimeSpan.FromDays(days) : null);
        using var judge = new CandidateJudge(
            backtest.Candidate, await RulesAsync(backtest.Candidate.RuleSetVersion, cancellationToken), models, labels, time.GetUtcNow());
        var tally = new BacktestTally(backtest.Cards);
        RollingHistory<string>? stream = null;
        var (payments, done) = (0L, backtest.From);
        await foreach (var (page, reached) in history.ReadAsync(backtest.From, backtest.Until, cancellationToken))
        {
            if (stream is null && page.Any(payment => Recorded(payment, backtest.Candidate) is null))
            {
                stream = await StreamBeforeAsync(page[0], IsAliveAsync, cancellationToken);
                if (stream is null)
                {
                    return null;
                }
            }

            foreach (var judged in judge.Judge([.. page.Select(payment => (payment, Facts(payment)))]))
            {
                tally.Add(judged);
            }

            (payments, done) = (payments + page.Count, reached);
            if (!await IsAliveAsync())
            {
                return null;
            }
        }

        return tally.Report(judge.ServingVersion);

        // The stream takes every payment, also those whose own facts are not asked of it.
        PointInTime Facts(Transaction payment)
        {
            var streamed = stream is null ? null : Next(stream, payment);
            return Recorded(payment, backtest.Candidate) ?? streamed!;
        }

        Task<bool> IsAliveAsync() => claims.ReachAsync(backtest.Id, run, payments, done, cancellationToken);
    }

    // Of a decision that was made when facts were kept; imported history has none.
    private static PointInTime? Recorded(Transaction payment, BacktestCandidate candidate) =>
        !candidate.ComputeFacts && payment.Decision?.Facts is { } facts && facts.AreKnown() ? facts : null;

    /// <summary>The history that every payment from this one on can see, in one stream.</summary>
    /// <returns>Null when the run is no longer alive.</returns>
    private async Task<RollingHistory<string>?> StreamBeforeAsync(
        Transaction first, Func<Task<bool>> isAliveAsync, CancellationToken cancellationToken)
    {
        var stream = new RollingHistory<string>();
        await foreach (var (page, _) in history.ReadAsync(first.At - Reach, first.At.AddMicroseconds(1), cancellationToken))
        {
            foreach (var payment in page)
            {
                if (payment.Id == first.Id)
                {
                    return stream;
                }

                Next(stream, payment);
            }

            if (!await isAliveAsync())
            {
                return null;
            }
        }

        return stream;
    }

    private static PointInTime Next(RollingHistory<string> stream, Transaction payment) => stream.Next(
        payment.At,
        payment.CustomerId,
        payment.TerminalId,
        payment.BaseAmount,
        payment.Verdict == Verdict.Chargeback ? payment.LabelledAt : null);

    private async Task<RuleSet?> RulesAsync(int? version, CancellationToken cancellationToken)
    {
        if (version is null)
        {
            return null;
        }

        var stored = await database.RuleSets.AsNoTracking().SingleOrDefaultAsync(set => set.Version == version, cancellationToken)
            ?? throw new BacktestException($"There is no rule set {version}.");
        try
        {
            return RuleSet.Compile(stored.Version, stored.Rules);
        }
        catch (ConditionException error)
        {
            throw new BacktestException($"Rule set {version} cannot be read: {error.Message}");
        }
    }
}
