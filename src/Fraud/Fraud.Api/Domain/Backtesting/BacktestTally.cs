namespace Fraud.Api.Domain.Backtesting;

/// <summary>Counts judged payments in order of time. Memory grows with days and stopped customers, not with payments.</summary>
/// <param name="cards">Cards that can be checked a day.</param>
public sealed class BacktestTally(int cards)
{
    private readonly Side _live = new(cards);
    private readonly Side _candidate = new(cards);
    private readonly List<BacktestDay> _days = [];
    private int _payments, _imported, _deadlinesMissed, _labelled, _changed;
    private NumberAndValue _frauds = new(0, 0);

    public void Add(in JudgedPayment payment)
    {
        var day = DateOnly.FromDateTime(payment.At.UtcDateTime);
        if (_days.Count == 0 || _days[^1].Day != day)
        {
            EndDay();
            _days.Add(new BacktestDay(day, 0, 0, 0, 0, 0, 0));
        }

        _payments++;
        _imported += payment.IsImported ? 1 : 0;
        _deadlinesMissed += payment.MissedDeadline ? 1 : 0;
        _labelled += payment.Fraud is null ? 0 : 1;
        _changed += payment.Live.Outcome == payment.Candidate.Outcome ? 0 : 1;
        _frauds = payment.Fraud == true ? Plus(_frauds, payment.Amount) : _frauds;
        _live.Add(payment, payment.Live);
        _candidate.Add(payment, payment.Candidate);

        var (fraud, today) = (payment.Fraud == true ? 1 : 0, _days[^1]);
        var (live, candidate) = (payment.Live.Outcome == Outcome.Approve ? 0 : 1, payment.Candidate.Outcome == Outcome.Approve ? 0 : 1);
        _days[^1] = new BacktestDay(
            day, today.Payments + 1, today.Frauds + fraud,
            today.LiveAlerts + live, today.LiveCaught + (live * fraud), today.CandidateAlerts + candidate, today.CandidateCaught + (candidate * fraud));
    }

    /// <summary>The report, when every payment was added.</summary>
    /// <param name="liveModelVersion">Which version stood for "live" where history was imported.</param>
    public BacktestReport Report(string? liveModelVersion)
    {
        EndDay();
        var (live, candidate) = (_live.Measured(_days.Count), _candidate.Measured(_days.Count));
        return new BacktestReport(
            _days.Count,
            _payments,
            _payments - _imported,
            _imported,
            _deadlinesMissed,
            _imported == 0 ? null : liveModelVersion,
            _labelled,
            _frauds,
            _changed,
            live,
            candidate,
            new BacktestDifference(
                candidate.AlertsADay - live.AlertsADay,
                Minus(candidate.FraudCaught, live.FraudCaught),
                Minus(candidate.GenuineDeclined, live.GenuineDeclined),
                candidate.GenuineReviewed - live.GenuineReviewed,
                candidate.CustomersStopped - live.CustomersStopped,
                candidate.CardPrecision - live.CardPrecision),
            cards,
            [.. _days]);
    }

    private void EndDay()
    {
        _live.Cards.EndDay();
        _candidate.Cards.EndDay();
    }

    private static NumberAndValue Plus(NumberAndValue sum, decimal amount) => new(sum.Number + 1, sum.Value + amount);

    private static NumberAndValue Minus(NumberAndValue one, NumberAndValue other) => new(one.Number - other.Number, one.Value - other.Value);

    private sealed class Side(int cards)
    {
        private readonly HashSet<string> _stopped = [];
        private int _reviews, _declines, _genuineReviewed;
        private NumberAndValue _caught = new(0, 0), _genuineDeclined = new(0, 0);

        public TopCards Cards { get; } = new(cards);

        public void Add(in JudgedPayment payment, (float Score, Outcome Outcome) judged)
        {
            _reviews += judged.Outcome == Outcome.Review ? 1 : 0;
            _declines += judged.Outcome == Outcome.Decline ? 1 : 0;
            if (payment.Fraud is not { } fraud)
            {
                return;
            }

            Cards.Add(payment.CustomerId, (int)judged.Outcome + judged.Score, fraud);
            if (fraud)
            {
                _caught = judged.Outcome == Outcome.Approve ? _caught : Plus(_caught, payment.Amount);
                return;
            }

            _genuineReviewed += judged.Outcome == Outcome.Review ? 1 : 0;
            if (judged.Outcome == Outcome.Decline)
            {
                _genuineDeclined = Plus(_genuineDeclined, payment.Amount);
                _stopped.Add(payment.CustomerId);
            }
        }

        public BacktestSide Measured(int days) => new(
            _reviews,
            _declines,
            days == 0 ? 0 : (double)(_reviews + _declines) / days,
            _caught,
            _genuineDeclined,
            _genuineReviewed,
            _stopped.Count,
            Cards.Precision);
    }
}
