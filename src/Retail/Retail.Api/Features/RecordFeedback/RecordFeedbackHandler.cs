using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.ServiceDefaults;
using Retail.Api.Data;
using Retail.Api.Domain;

namespace Retail.Api.Features.RecordFeedback;

/// <summary>What became of feedback: recorded, or refused as a whole for items nobody knows or ids that stand for something else.</summary>
public sealed record FeedbackOutcome(RecordedFeedback? Recorded, IDictionary<string, string[]> UnknownItems, string[] Conflicting);

public sealed class RecordFeedbackHandler(RetailDbContext database, ILogger<RecordFeedbackHandler> logger)
{
    private const int Attempts = 3;
    private const int Named = 10;

    public async Task<FeedbackOutcome> HandleAsync(RecordFeedback request, CancellationToken cancellationToken)
    {
        Feedback[] feedback = [.. request.Feedback.Select(Feedback)];
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(feedback, cancellationToken);
            }
            catch (DbUpdateException e) when (attempt < Attempts && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                database.ChangeTracker.Clear(); // the same rows came twice at once: look again at what is known
            }
        }
    }

    private async Task<FeedbackOutcome> TryAsync(Feedback[] feedback, CancellationToken cancellationToken)
    {
        var unknown = await UnknownItemsAsync(feedback, cancellationToken);
        if (unknown.Count > 0)
        {
            return new FeedbackOutcome(null, unknown, []);
        }

        var ids = Array.ConvertAll(feedback, entry => entry.Id);
        var known = await database.Feedback.AsNoTracking()
            .Where(entry => ids.Contains(entry.Id))
            .ToDictionaryAsync(entry => entry.Id, cancellationToken);
        var conflicting = feedback.Where(entry => known.TryGetValue(entry.Id, out var other) && !entry.IsSameAs(other));
        if (conflicting.Select(entry => entry.Id).Take(Named).ToArray() is { Length: > 0 } named)
        {
            return new FeedbackOutcome(null, unknown, named);
        }

        database.Feedback.AddRange(feedback.Where(entry => !known.ContainsKey(entry.Id)));
        await database.SaveChangesAsync(cancellationToken);
        var recorded = new RecordedFeedback(feedback.Length - known.Count, known.Count);
        RecordFeedbackLog.Recorded(logger, recorded.Recorded, recorded.AlreadyKnown);
        return new FeedbackOutcome(recorded, unknown, []);
    }

    private async Task<Dictionary<string, string[]>> UnknownItemsAsync(Feedback[] feedback, CancellationToken cancellationToken)
    {
        var wanted = feedback.Select(entry => entry.ItemId).Distinct().ToArray();
        var sold = (await database.Items
            .Where(item => wanted.Contains(item.Id))
            .Select(item => item.Id)
            .ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, feedback.Length)
            .Where(place => !sold.Contains(feedback[place].ItemId))
            .Take(Named)
            .ToDictionary(place => $"feedback[{place}].itemId", place => new[] { $"'{feedback[place].ItemId}' is not in the catalogue" });
    }

    private static Feedback Feedback(FeedbackEntry entry) => new()
    {
        Id = entry.FeedbackId,
        ShopperId = entry.ShopperId,
        ItemId = entry.ItemId,
        Kind = entry.Kind,
        At = entry.At.ToStoredPrecision(),
    };
}
