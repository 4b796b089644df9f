namespace Fraud.Api.Domain.Features;

/// <summary>
/// Gives each payment of a stream what was known at its time, as the service gets it from its database: for training over
/// a file, and for looking back over stored history. One pass, constant time a payment: windows only move forward.
/// </summary>
/// <typeparam name="TKey">How customers and terminals are named.</typeparam>
public sealed class RollingHistory<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, CustomerLedger> _customers = [];
    private readonly Dictionary<TKey, TerminalLedger> _terminals = [];
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>Takes the next payment; they must come in order of time.</summary>
    /// <param name="amount">In the base currency.</param>
    /// <param name="fraudKnownAt">When it was known to be fraud; null when it never was.</param>
    public PointInTime Next(DateTimeOffset at, TKey customer, TKey terminal, decimal amount, DateTimeOffset? fraudKnownAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(at, _last);
        _last = at;

        var customers = _customers.TryGetValue(customer, out var c) ? c : _customers[customer] = new CustomerLedger();
        var terminals = _terminals.TryGetValue(terminal, out var t) ? t : _terminals[terminal] = new TerminalLedger();
        return new PointInTime(at, amount, customers.Add(at, amount, fraudKnownAt), terminals.Add(at, amount, fraudKnownAt));
    }
}
