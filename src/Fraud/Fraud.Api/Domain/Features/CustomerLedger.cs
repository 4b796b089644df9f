namespace Fraud.Api.Domain.Features;

/// <summary>A customer's payments so far.</summary>
internal sealed class CustomerLedger : Ledger
{
    private readonly SlidingMaximum _ofWeek = new();
    private SlidingMaximum _genuine = new();
    private Cursor _day, _week, _month, _seenMonth, _seen;
    private (int Payments, decimal Spent) _stood;

    public CustomerHistory Add(DateTimeOffset at, decimal amount, DateTimeOffset? fraudKnownAt)
    {
        var largestOfWeek = _ofWeek.After(at - FeatureWindows.Week); // asked before this payment is in it
        _ofWeek.Add(at, amount);
        Take(at, amount, fraudKnownAt);
        var history = new CustomerHistory(
            From(_day.MovePast(Times, at - FeatureWindows.Day)),
            From(_week.MovePast(Times, at - FeatureWindows.Week)),
            From(_month.MovePast(Times, at - FeatureWindows.Month)),
            largestOfWeek,
            Genuine(at - FeatureWindows.LabelDelay));
        var gone = Forget(_seenMonth.Index);
        (_day, _week, _month, _seenMonth, _seen) = (_day.Less(gone), _week.Less(gone), _month.Less(gone), _seenMonth.Less(gone), _seen.Less(gone));
        return history;
    }

    // Late: it counted as genuine until now, and the largest may be another one.
    protected override void Learn(int payment)
    {
        if (payment < _seenMonth.Index || payment >= _seen.Index)
        {
            return;
        }

        _stood = (_stood.Payments - 1, _stood.Spent - AmountOf(payment));
        _genuine = new SlidingMaximum();
        for (var i = _seenMonth.Index; i < _seen.Index; i++)
        {
            if (!Known[i])
            {
                _genuine.Add(Times[i], AmountOf(i));
            }
        }
    }

    private CustomerWindow From(int first) => new(Times.Count - first, Spent[^1] - Spent[first]);

    private GenuinePayments Genuine(DateTimeOffset until)
    {
        var entered = _seen.Index;
        for (_seen.MovePast(Times, until); entered < _seen.Index; entered++)
        {
            if (!Known[entered])
            {
                _stood = (_stood.Payments + 1, _stood.Spent + AmountOf(entered));
                _genuine.Add(Times[entered], AmountOf(entered));
            }
        }

        var left = _seenMonth.Index;
        for (_seenMonth.MovePast(Times, until - FeatureWindows.Month); left < _seenMonth.Index; left++)
        {
            if (!Known[left])
            {
                _stood = (_stood.Payments - 1, _stood.Spent - AmountOf(left));
            }
        }

        return new GenuinePayments(_stood.Payments, _stood.Spent, _genuine.After(until - FeatureWindows.Month));
    }
}
