using Fraud.Api.Data;
using Fraud.Api.Domain.Cases;
using Fraud.Api.Domain.Money;
using Fraud.Api.Features.WorkCase;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.ListCases;

/// <param name="Unassigned">Those that nobody has, or not any more.</param>
/// <param name="Holder">Those that this analyst has.</param>
/// <param name="Overdue">Those past the time at which they were due.</param>
/// <param name="CustomerId">The one of this customer.</param>
public sealed record QueueFilter(bool Unassigned, string? Holder, bool Overdue, string? CustomerId);

public sealed class ListCasesHandler(FraudDbContext database, ExchangeRates rates, TimeProvider time)
{
    public async Task<QueuedCases> HandleAsync(QueueFilter filter, int limit, QueueCursor? after, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var page = await Behind(Filtered(filter, now), after)
            .OrderByDescending(known => known.ValueAtRisk)
            .ThenByDescending(known => known.HighestScore)
            .ThenBy(known => known.OpenedAt)
            .ThenBy(known => known.Id)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        return new QueuedCases(
            [.. page.Take(limit).Select(known => Answer(known, now))],
            rates.Base,
            page.Count > limit ? QueueCursor.Of(page[limit - 1]).ToString() : null);
    }

    private IQueryable<FraudCase> Filtered(QueueFilter filter, DateTimeOffset now)
    {
        var open = database.Cases.AsNoTracking().Where(known => known.ClosedAt == null);
        if (filter.Unassigned)
        {
            open = open.Where(known => known.HeldUntil == null || known.HeldUntil <= now);
        }

        if (filter.Holder is { } holder)
        {
            open = open.Where(known => known.HolderId == holder && known.HeldUntil > now);
        }

        if (filter.CustomerId is { } customer)
        {
            open = open.Where(known => known.CustomerId == customer);
        }

        return filter.Overdue ? open.Where(known => known.DueAt <= now) : open;
    }

    // The bound on the value alone lets Postgres begin at the place in the index.
    private static IQueryable<FraudCase> Behind(IQueryable<FraudCase> cases, QueueCursor? after) => after is not { } last
        ? cases
        : cases.Where(known =>
            known.ValueAtRisk <= last.ValueAtRisk
            && (known.ValueAtRisk < last.ValueAtRisk
                || known.HighestScore < last.HighestScore
                || (known.HighestScore == last.HighestScore && EF.Functions.GreaterThan(
                    ValueTuple.Create(known.OpenedAt, known.Id), ValueTuple.Create(last.OpenedAt, last.CaseId)))));

    private static QueuedCase Answer(FraudCase known, DateTimeOffset now) => new(
        known.Id,
        known.CustomerId,
        known.ValueAtRisk,
        known.HighestScore,
        known.AlertCount,
        known.ReasonCodes,
        known.OpenedAt,
        known.DueAt,
        known.IsOverdueAt(now),
        CaseHolder.Of(known, now));
}
