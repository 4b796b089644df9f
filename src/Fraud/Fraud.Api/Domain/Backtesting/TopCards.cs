namespace Fraud.Api.Domain.Backtesting;

/// <summary>
/// <see cref="Measuring.CardPrecision"/> over a stream: only the present day's cards are in memory, and those found before.
/// </summary>
/// <param name="k">Cards that can be checked a day.</param>
public sealed class TopCards(int k)
{
    private readonly HashSet<string> _found = [];
    private readonly Dictionary<string, (double Rank, bool Fraud)> _today = [];
    private int _days;
    private int _hits;

    /// <summary>Mean share over the days that have ended; null before the first has.</summary>
    public double? Precision => _days == 0 ? null : (double)_hits / ((double)k * _days);

    /// <summary>A payment of the present day.</summary>
    /// <param name="rank">Higher is checked sooner.</param>
    public void Add(string card, double rank, bool fraud) =>
        _today[card] = _today.TryGetValue(card, out var known) ? (Math.Max(known.Rank, rank), known.Fraud || fraud) : (rank, fraud);

    /// <summary>Checks the cards of the day. A day without cards does not count.</summary>
    public void EndDay()
    {
        if (_today.Count == 0)
        {
            return;
        }

        _days++;
        foreach (var (card, _) in _today
            .Where(card => !_found.Contains(card.Key))
            .OrderByDescending(card => card.Value.Rank)
            .ThenBy(card => card.Key, StringComparer.Ordinal)
            .Take(k)
            .Where(card => card.Value.Fraud)
            .ToArray())
        {
            _hits++;
            _found.Add(card);
        }

        _today.Clear();
    }
}
