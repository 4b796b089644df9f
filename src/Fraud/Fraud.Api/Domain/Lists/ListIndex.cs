using System.Collections.Immutable;
using Fraud.Api.Domain.Rules;

namespace Fraud.Api.Domain.Lists;

/// <summary>All entries in memory, found by what they name. Immutable: a change makes another one that shares the rest.</summary>
public sealed class ListIndex
{
    public const int ShortestRange = 6;
    public const int LongestRange = 8;

    private readonly ImmutableDictionary<(ListSubject, string), ImmutableArray<ListEntry>> _entries;

    // By when they end, so that those that have ended are found without looking at the rest.
    private readonly ImmutableSortedDictionary<(DateTimeOffset End, Guid Id), ListEntry> _ending;

    private ListIndex(
        ImmutableDictionary<(ListSubject, string), ImmutableArray<ListEntry>> entries,
        ImmutableSortedDictionary<(DateTimeOffset End, Guid Id), ListEntry> ending,
        int count) => (_entries, _ending, Count) = (entries, ending, count);

    public static ListIndex Empty { get; } = new(
        ImmutableDictionary<(ListSubject, string), ImmutableArray<ListEntry>>.Empty,
        ImmutableSortedDictionary<(DateTimeOffset End, Guid Id), ListEntry>.Empty,
        0);

    /// <summary>How many it holds, also of those that ended and were not dropped yet.</summary>
    public int Count { get; }

    /// <summary>With these as they are now: added, or removed. Told again, it is the same.</summary>
    public ListIndex With(IReadOnlyCollection<ListEntry> changed) => Changed(changed, changed.Where(entry => entry.RemovedAt is null));

    /// <summary>Without those that have ended: they match nothing, and would stay in memory for as long as the process runs.</summary>
    public ListIndex WithoutEnded(DateTimeOffset now) =>
        Changed([.. _ending.TakeWhile(entry => entry.Key.End <= now).Select(entry => entry.Value)], []);

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

    private ListIndex Changed(IReadOnlyCollection<ListEntry> dropped, IEnumerable<ListEntry> put)
    {
        if (dropped.Count == 0)
        {
            return this;
        }

        var (entries, ending, count) = (_entries.ToBuilder(), _ending.ToBuilder(), Count);
        foreach (var entry in dropped)
        {
            var known = entries.GetValueOrDefault(Key(entry), []);
            var others = known.RemoveAll(other => other.Id == entry.Id);
            count -= known.Length - others.Length;
            ending.Remove(End(entry));
            if (others.IsEmpty)
            {
                entries.Remove(Key(entry));
            }
            else
            {
                entries[Key(entry)] = others;
            }
        }

        foreach (var entry in put)
        {
            entries[Key(entry)] = entries.GetValueOrDefault(Key(entry), []).Add(entry);
            count++;
            if (entry.ExpiresAt is not null)
            {
                ending.Add(End(entry), entry);
            }
        }

        return new ListIndex(entries.ToImmutable(), ending.ToImmutable(), count);
    }

    private static (ListSubject, string) Key(ListEntry entry) => (entry.Subject, entry.Value);

    private static (DateTimeOffset End, Guid Id) End(ListEntry entry) => (entry.ExpiresAt ?? DateTimeOffset.MaxValue, entry.Id);
}
