namespace Fraud.Api.Domain.Features;

/// <summary>A terminal's payments so far.</summary>
internal sealed class TerminalLedger : Ledger
{
    private Cursor _end, _day, _week, _month;

    public TerminalHistory Add(DateTimeOffset at, decimal amount, DateTimeOffset? fraudKnownAt)
    {
        Take(at, amount, fraudKnownAt);
        var until = at - FeatureWindows.LabelDelay;
        _end.MovePast(Times, until, Known);
        var history = new TerminalHistory(
            Window(ref _day, until - FeatureWindows.Day),
            Window(ref _week, until - FeatureWindows.Week),
            Window(ref _month, until - FeatureWindows.Month),
            Run());
        var gone = Forget(_month.Index);
        (_end, _day, _week, _month) = (_end.Less(gone), _day.Less(gone), _week.Less(gone), _month.Less(gone));
        return history;
    }

    // Every cursor that is past it had not counted it.
    protected override void Learn(int payment)
    {
        _end.Learn(payment);
        _day.Learn(payment);
        _week.Learn(payment);
        _month.Learn(payment);
    }

    private TerminalWindow Window(ref Cursor first, DateTimeOffset from)
    {
        first.MovePast(Times, from, Known);
        return new TerminalWindow(_end.Index - first.Index, _end.Frauds - first.Frauds);
    }

    // Backwards from the end: runs are short.
    private FraudRun Run()
    {
        var first = _end.Index;
        while (first > _month.Index && Known[first - 1])
        {
            first--;
        }

        // A fraud of the same instant as another payment does not follow it.
        while (first > _month.Index && first < _end.Index && Times[first] == Times[first - 1])
        {
            first++;
        }

        return first == _end.Index ? default : new FraudRun(_end.Index - first, Spent[_end.Index] - Spent[first], Times[first]);
    }
}
