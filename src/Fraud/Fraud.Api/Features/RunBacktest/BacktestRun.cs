using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Backtesting;
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
        // Decisions have their facts. Those of imported payments are made here, from everything before them.
        var computes = backtest.Candidate.ComputeFacts;
        var stream = computes || await history.HasImportedAsync(backtest.From, backtest.Until, cancellationToken) ? new RollingHistory<string>() : null;
        long payments = 0;
        await foreach (var (page, reached) in history.ReadAsync(
            stream is null ? backtest.From : backtest.From - Reach, backtest.Until, cancellationToken))
        {
            var known = page.Select(payment => (payment, Facts: stream is null ? null : Next(stream, payment)))
                .Where(row => row.payment.At >= backtest.From)
                .Select(row => (row.payment, computes ? row.Facts! : row.payment.Decision?.Facts ?? row.Facts!))
                .ToArray();
            foreach (var judged in judge.Judge(known))
            {
                tally.Add(judged);
            }

            payments += known.Length;
            if (!await claims.ReachAsync(backtest.Id, run, payments, reached, cancellationToken))
            {
                return null;
            }
        }

        return tally.Report(judge.ServingVersion);
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
