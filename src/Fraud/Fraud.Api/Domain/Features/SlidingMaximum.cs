namespace Fraud.Api.Domain.Features;

/// <summary>
/// The largest amount of a window whose ends only move forward, in constant time on average: an amount is forgotten as
/// soon as one as large follows it, so what is kept falls from the first to the last (a monotonic queue).
/// </summary>
internal sealed class SlidingMaximum
{
    private readonly LinkedList<(DateTimeOffset At, decimal Amount)> _falling = [];

    /// <summary>Takes the next amount in order of time.</summary>
    public void Add(DateTimeOffset at, decimal amount)
    {
        while (_falling.Last is { Value: var last } && last.Amount <= amount)
        {
            _falling.RemoveLast();
        }

        _falling.AddLast((at, amount));
    }

    /// <summary>The largest amount after that time; 0 where there is none.</summary>
    public decimal After(DateTimeOffset time)
    {
        while (_falling.First is { Value: var first } && first.At <= time)
        {
            _falling.RemoveFirst();
        }

        return _falling.First?.Value.Amount ?? 0;
    }
}
