namespace Fraud.Api.Domain.Features;

/// <summary>
/// The payments of one customer or terminal so far, in order of time, as far back as its windows reach. A fraud counts from
/// when it was known, wherever it then is in a window.
/// </summary>
internal abstract class Ledger
{
    private const int WorthForgetting = 64;

    private readonly PriorityQueue<long, DateTimeOffset> _toBeKnown = new(); // payments counted from the very first
    private long _forgotten;

    protected List<DateTimeOffset> Times { get; } = [];

    /// <summary>Totals before each payment, and at the end those of all.</summary>
    protected List<decimal> Spent { get; } = [0];

    /// <summary>Whether each payment is known to be fraud by now.</summary>
    protected List<bool> Known { get; } = [];

    protected decimal AmountOf(int payment) => Spent[payment + 1] - Spent[payment];

    /// <param name="fraudKnownAt">When the payment was known to be fraud; null when it never was.</param>
    protected void Take(DateTimeOffset at, decimal amount, DateTimeOffset? fraudKnownAt)
    {
        Times.Add(at);
        Spent.Add(Spent[^1] + amount);
        Known.Add(false);
        if (fraudKnownAt is { } from)
        {
            _toBeKnown.Enqueue(_forgotten + Times.Count - 1, from);
        }

        while (_toBeKnown.TryPeek(out var payment, out var known) && known <= at)
        {
            _toBeKnown.Dequeue();
            // One that has left the longest window concerns nobody any more.
            if (payment >= _forgotten)
            {
                Known[(int)(payment - _forgotten)] = true;
                Learn((int)(payment - _forgotten));
            }
        }
    }

    /// <summary>A payment is known to be fraud from now on.</summary>
    protected abstract void Learn(int payment);

    /// <summary>Gives up what has left the longest window; returns how many payments that are.</summary>
    protected int Forget(int gone)
    {
        if (gone <= WorthForgetting || gone <= Times.Count / 2)
        {
            return 0;
        }

        Times.RemoveRange(0, gone);
        Spent.RemoveRange(0, gone);
        Known.RemoveRange(0, gone);
        _forgotten += gone;
        return gone;
    }
}
