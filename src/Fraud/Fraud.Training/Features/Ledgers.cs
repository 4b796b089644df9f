using Fraud.Api.Domain.Features;

namespace Fraud.Training.Features;

/// <summary>A customer's payments so far, as running totals.</summary>
internal sealed class CustomerLedger
{
    private readonly List<DateTimeOffset> _times = [];
    private readonly List<decimal> _spent = [0]; // before payment i
    private Cursor _day, _week, _month;

    public CustomerHistory Add(DateTimeOffset at, decimal amount)
    {
        _times.Add(at);
        _spent.Add(_spent[^1] + amount);
        return new CustomerHistory(
            From(_day.MovePast(_times, at - FeatureWindows.Day)),
            From(_week.MovePast(_times, at - FeatureWindows.Week)),
            From(_month.MovePast(_times, at - FeatureWindows.Month)));
    }

    private CustomerWindow From(int first) => new(_times.Count - first, _spent[^1] - _spent[first]);
}

/// <summary>A terminal's payments so far, as running totals.</summary>
internal sealed class TerminalLedger
{
    private readonly List<DateTimeOffset> _times = [];
    private readonly List<int> _frauds = [0]; // before payment i
    private Cursor _end, _day, _week, _month;

    public TerminalHistory Add(DateTimeOffset at, bool fraud)
    {
        _times.Add(at);
        _frauds.Add(_frauds[^1] + (fraud ? 1 : 0));

        var until = at - FeatureWindows.LabelDelay;
        var end = _end.MovePast(_times, until);
        return new TerminalHistory(
            Between(_day.MovePast(_times, until - FeatureWindows.Day), end),
            Between(_week.MovePast(_times, until - FeatureWindows.Week), end),
            Between(_month.MovePast(_times, until - FeatureWindows.Month), end));
    }

    private TerminalWindow Between(int first, int end) => new(end - first, _frauds[end] - _frauds[first]);
}

/// <summary>The first payment after a time that only grows.</summary>
internal struct Cursor
{
    private int _index;

    public int MovePast(List<DateTimeOffset> times, DateTimeOffset time)
    {
        while (_index < times.Count && times[_index] <= time)
        {
            _index++;
        }

        return _index;
    }
}
