using Fraud.Api.Domain;
using Fraud.Api.Domain.Backtesting;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Measuring;
using Fraud.Api.Domain.Rules;
using Platform.Inference;

namespace Fraud.Api.Features.RunBacktest;

/// <summary>
/// Judges payments of the past as they were judged, and as the candidate would have. Scores are replays: live traffic, its shadow and its
/// figures do not see them. What was answered at a deadline counts as that answer on both sides: whoever had decided, it was too late.
/// </summary>
public sealed class CandidateJudge : IDisposable
{
    private readonly BacktestCandidate _candidate;
    private readonly RuleSet? _rules;
    private readonly LabelRule _labels;
    private readonly DateTimeOffset _asOf;
    private readonly Scorer _serving;
    private readonly Scorer? _other;

    /// <param name="rules">Those of the candidate; null where it keeps what was found.</param>
    /// <param name="asOf">Labels known by then say what a payment was.</param>
    /// <exception cref="BacktestException">The candidate's model does not verify, or not any more.</exception>
    public CandidateJudge(BacktestCandidate candidate, RuleSet? rules, ModelHost models, LabelRule labels, DateTimeOffset asOf)
    {
        (_candidate, _rules, _labels, _asOf) = (candidate, rules, labels, asOf);
        if (candidate.ModelVersion is { } version)
        {
            _other = new Scorer(models.Lease(version) ?? throw new BacktestException($"No version {version} of the model verifies."));
        }

        _serving = new Scorer(models.Lease());
    }

    /// <summary>The version that stands for "live" where nothing was decided.</summary>
    public string ServingVersion => _serving.Version;

    /// <param name="payments">With the facts as they were known; those of the decision where there is one.</param>
    public IEnumerable<JudgedPayment> Judge(IReadOnlyList<(Transaction Payment, PointInTime Facts)> payments)
    {
        var serving = _serving.Score([.. payments.Where(row => row.Payment.Decision is null).Select(row => row.Facts)]);
        var other = _other?.Score([.. payments.Select(row => row.Facts)]);
        var imported = 0;
        for (var i = 0; i < payments.Count; i++)
        {
            var (payment, facts) = payments[i];
            var live = payment.Decision is { } decision
                ? (decision.Score, decision.Thresholds, Outcome: decision.Told, decision.Findings)
                : Undecided(serving[imported++]);
            var (score, atDeadline) = (other?[i] ?? live.Score, payment.Decision?.AnsweredAs);
            yield return new JudgedPayment(
                payment.At,
                payment.CustomerId,
                payment.BaseAmount,
                _labels.IsFraud(payment.Verdict, payment.LabelledAt, payment.At, _asOf),
                payment.Decision is null,
                atDeadline is not null,
                (live.Score, live.Outcome),
                (score, atDeadline ?? Outcome(payment, facts, score, _candidate.Thresholds ?? _other?.Thresholds ?? live.Thresholds, live.Findings)));
        }
    }

    public void Dispose()
    {
        _serving.Dispose();
        _other?.Dispose();
    }

    private (float Score, Thresholds Thresholds, Outcome Outcome, List<Finding> Findings) Undecided(float score) =>
        (score, _serving.Thresholds, _serving.Thresholds.Decide(score), []);

    private Outcome Outcome(Transaction payment, PointInTime facts, float score, Thresholds thresholds, List<Finding> found)
    {
        var byModel = thresholds.Decide(score);
        var byRules = _rules is { } rules
            ? rules.Judge(new RuleInput(payment, facts, score, byModel))
            : new Judgement(RuleSet.Strictest(byModel, Of(found, Finding.OfRule)), [], null);
        return Policy.With(Of(found, Finding.OfList), byRules).Outcome;
    }

    private static Finding[] Of(List<Finding> found, string kind) => found.Count == 0 ? [] : [.. found.Where(finding => finding.Kind == kind)];

    private sealed class Scorer : IDisposable
    {
        private readonly ModelLease _lease;
        private readonly FeatureSet _features;

        public Scorer(ModelLease lease)
        {
            _lease = lease;
            var manifest = lease.Model.Manifest;
            (_features, Thresholds) = (FeatureSet.Of(manifest.Features.Select(feature => feature.Name)), Thresholds.From(manifest.Thresholds));
        }

        public string Version => _lease.Model.Stamp.Version;

        public Thresholds Thresholds { get; }

        public float[] Score(PointInTime[] facts)
        {
            var scores = new float[facts.Length];
            float[] rows = [.. facts.SelectMany(_features.Vector)];
            _lease.Model.Replay(rows, facts.Length, scores);
            return scores;
        }

        public void Dispose() => _lease.Dispose();
    }
}
