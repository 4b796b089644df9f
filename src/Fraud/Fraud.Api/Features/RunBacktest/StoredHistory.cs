using System.Runtime.CompilerServices;
using Fraud.Api.Data;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace Fraud.Api.Features.RunBacktest;

/// <summary>Reads payments in order of time, a page after the other; no snapshot is held between two pages.</summary>
public sealed class StoredHistory(ReadOnlyDatabase readers, IOptions<BacktestOptions> settings, TimeProvider time)
{
    // A page is looked for in a window of time; it adapts to how many payments there are.
    private static readonly TimeSpan FirstWindow = TimeSpan.FromHours(6);
    private static readonly TimeSpan LeastWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostWindow = TimeSpan.FromDays(30);

    /// <summary>Payments with their decisions; an empty page where a window had none, so that progress is seen.</summary>
    /// <returns>Pages, each with the time up to which everything has been read.</returns>
    /// <exception cref="BacktestException">A page takes too long.</exception>
    public async IAsyncEnumerable<(IReadOnlyList<Transaction> Payments, DateTimeOffset Reached)> ReadAsync(
        DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var database = readers.Open("fraud-backtests", settings.Value.StatementTimeout);
        var (last, window, most) = (new Place(from, DateTimeOffset.UnixEpoch, ""), FirstWindow, settings.Value.Page);
        while (last.At < until)
        {
            var started = time.GetTimestamp();
            var end = until - last.At < window ? until : last.At + window;
            var after = last;
            var page = await new NpgsqlRetryingExecutionStrategy(database).ExecuteAsync(
                token => PageAsync(database, after, end, token), cancellationToken);

            var isFull = page.Count == most;
            last = isFull ? new Place(page[^1].At, page[^1].RecordedAt, page[^1].Id) : new Place(end, DateTimeOffset.UnixEpoch, "");
            window = isFull ? Longer(window / 2, LeastWindow) : page.Count < most / 2 ? Shorter(window * 2, MostWindow) : window;
            yield return (page, last.At);

            var due = TimeSpan.FromSeconds((double)page.Count / settings.Value.PaymentsPerSecond) - time.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, time, cancellationToken);
            }
        }
    }

    private async Task<List<Transaction>> PageAsync(FraudDbContext database, Place after, DateTimeOffset end, CancellationToken cancellationToken)
    {
        try
        {
            return await database.Transactions.AsNoTracking()
                .Include(payment => payment.Decision)
                .Where(payment => payment.At >= after.At && payment.At < end && EF.Functions.GreaterThan(
                    ValueTuple.Create(payment.At, payment.RecordedAt, payment.Id), ValueTuple.Create(after.At, after.RecordedAt, after.Id)))
                .OrderBy(payment => payment.At).ThenBy(payment => payment.RecordedAt).ThenBy(payment => payment.Id)
                .Take(settings.Value.Page)
                .ToListAsync(cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            throw new BacktestException(
                $"The payments from {after.At:u} on could not be read within {settings.Value.StatementTimeout} (Backtests:StatementTimeout).");
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed record Place(DateTimeOffset At, DateTimeOffset RecordedAt, string Id);
}
