using Fraud.Api.Data;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Microsoft.EntityFrameworkCore;
using Platform.Inference;
using Platform.Statistics;

namespace Fraud.FunctionalTests;

/// <summary>
/// Payments of long ago, with scores that mean something and labels that came within days: stored as if they had been decided, or imported.
/// Each test has days of its own.
/// </summary>
internal static class RiskHistory
{
    public static readonly Thresholds Thresholds = new(.4, .8);

    public static async Task<Transaction[]> StoreAsync(
        this FraudFixture fraud,
        DateTimeOffset from,
        int payments,
        int days,
        bool decided = true,
        int customers = 40,
        Func<int, Outcome?>? answeredAs = null)
    {
        var (random, history, prefix) = (new SplitMix64((ulong)payments), new RollingHistory<string>(), Requests.NewId());
        var stored = Enumerable.Range(0, payments).Select(i =>
        {
            var score = random.NextSingle();
            var at = from + (TimeSpan.FromDays(days) * i / payments);
            var payment = new Transaction
            {
                Id = $"{prefix}-{i}",
                CustomerId = $"{prefix}-c{random.NextBelow(customers)}",
                TerminalId = $"{prefix}-t{random.NextBelow(3)}",
                Amount = 1 + random.NextBelow(900),
                Currency = "EUR",
                BaseAmount = 0,
                At = at,
                RecordedAt = at,
            };
            return Labelled(payment, random.NextDouble() < score * score * score, random.NextBelow(10) > 0 ? TimeSpan.FromHours(random.NextBelow(72)) : null, score, decided, answeredAs?.Invoke(i), history);
        }).ToArray();
        await fraud.InDatabaseAsync(async database =>
        {
            database.Transactions.AddRange(stored);
            return await database.SaveChangesAsync();
        });
        return stored;
    }

    public static bool? IsFraud(this Transaction payment) => payment.Verdict is { } verdict ? verdict == Verdict.Chargeback : null;

    private static Transaction Labelled(
        Transaction draft, bool fraud, TimeSpan? after, float score, bool decided, Outcome? answeredAs, RollingHistory<string> history)
    {
        var payment = new Transaction
        {
            Id = draft.Id,
            CustomerId = draft.CustomerId,
            TerminalId = draft.TerminalId,
            Amount = draft.Amount,
            BaseAmount = draft.Amount,
            Currency = draft.Currency,
            At = draft.At,
            RecordedAt = draft.RecordedAt,
        };
        if (after is { } delay)
        {
            payment.TryLabel(fraud ? Verdict.Chargeback : Verdict.Genuine, payment.At + delay, new LabelAuthor(LabelSource.Import, "history", payment.At + delay));
        }

        var facts = history.Next(payment.At, payment.CustomerId, payment.TerminalId, payment.BaseAmount, fraud ? payment.LabelledAt : null);
        if (decided)
        {
            payment.Decision = payment.Decided(score, facts, answeredAs);
        }

        return payment;
    }

    /// <summary>The decision on a payment, as it would have been kept.</summary>
    public static Decision Decided(this Transaction payment, float score, PointInTime facts, Outcome? answeredAs = null)
    {
        var outcome = Thresholds.Decide(score);
        return new Decision
        {
            TransactionId = payment.Id,
            Model = new ModelStamp("fraud", FraudFixture.Shipped, new string('0', 64)),
            Facts = facts,
            FeatureNames = [],
            Features = [],
            Score = score,
            Thresholds = Thresholds,
            ByModel = outcome,
            RuleSetVersion = null,
            Findings = [],
            Outcome = outcome,
            AnsweredAs = answeredAs,
            Reasons = [],
            DecidedAt = payment.RecordedAt,
        };
    }

    /// <summary>What the shipped model says of facts.</summary>
    public static (float Score, Outcome Outcome) Judge(this ModelHost models, PointInTime facts)
    {
        using var lease = models.Lease();
        var score = lease.Model.Replay(FeatureSet.Of(lease.Model.Manifest.Features.Select(f => f.Name)).Vector(facts));
        return (score, Thresholds.From(lease.Model.Manifest.Thresholds).Decide(score));
    }
}
