using System.Collections.Immutable;
using Fraud.Api.Domain.Rules;

namespace Fraud.Api.Domain.Lists;

/// <summary>All entries in memory, found by what they name. Immutable: a change makes another one that shares the rest.</summary>
public sealed class ListIndex
{
    public const int ShortestRange = 6;
    public const int LongestRange = 8;

    private readonly ImmutableDictionary<(ListSubject, string), ImmutableArray<ListEntry>> _entries;

    private ListIndex(ImmutableDictionary<(ListSubject, string), ImmutableArray<ListEntry>> entries) => _entries = entries;

    public static ListIndex Empty { get; } = new(ImmutableDictionary<(ListSubject, string), ImmutableArray<ListEntry>>.Empty);

    /// <summary>With these as they are now: added, or removed.</summary>
    public ListIndex With(IEnumerable<ListEntry> changed)
    {
        var entries = _entries.ToBuilder();
        foreach (var entry in changed)
        {
            var key = (entry.Subject, entry.Value);
            var others = entries.GetValueOrDefault(key, []).RemoveAll(known => known.Id == entry.Id);
            var now = entry.RemovedAt is null ? others.Add(entry) : others;
            if (now.IsEmpty)
            {
                entries.Remove(key);
            }
            else
            {
                entries[key] = now;
            }
        }

        return new ListIndex(entries.ToImmutable());
    }

    /// <summary>One finding for each entry that names something of the payment and has not expired.</summary>
    public List<Finding>? Match(Transaction payment, DateTimeOffset now)
    {
        List<Finding>? findings = null;
        if (_entries.IsEmpty)
        {
            return findings;
        }

        Find(ListSubject.Customer, payment.CustomerId);
        Find(ListSubject.Terminal, payment.TerminalId);
        Find(ListSubject.Country, payment.Details.Country);
        Find(ListSubject.Device, payment.Details.DeviceId);
        for (var digits = ShortestRange; digits <= Math.Min(LongestRange, payment.Details.CardRange?.Length ?? 0); digits++)
        {
            Find(ListSubject.CardRange, payment.Details.CardRange![..digits]);
        }

        return findings;

        void Find(ListSubject subject, string? value)
        {
            if (value is null || !_entries.TryGetValue((subject, value), out var entries))
            {
                return;
            }

            foreach (var entry in entries)
            {
                if (entry.IsLive(now))
                {
                    (findings ??= []).Add(ListFindings.Of(entry));
                }
            }
        }
    }
}
