using System.Globalization;
using System.Runtime.CompilerServices;
using Fraud.Api.Data;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Fraud.Api.Features.RunBacktest;

/// <summary>
/// Reads payments in order of time, a page after the other, over a connection of its own that cannot write, that gives up a read
/// after a while, and that holds no snapshot between two pages.
/// </summary>
public sealed class StoredHistory(
    DbContextOptions<FraudDbContext> options, IConfiguration configuration, IOptions<BacktestOptions> settings, TimeProvider time)
{
    // A page is looked for in a window of time; it adapts to how many payments there are.
    private static readonly TimeSpan FirstWindow = TimeSpan.FromHours(6);
    private static readonly TimeSpan LeastWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostWindow = TimeSpan.FromDays(30);

    /// <summary>Whether there are payments in the period that were imported, not decided.</summary>
    public async Task<bool> HasImportedAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var database = Open();
        return await database.Transactions.AnyAsync(
            payment => payment.At >= from && payment.At < until && payment.Decision == null, cancellationToken);
    }

    /// <summary>Payments with their decisions; an empty page where a window had none, so that progress is seen.</summary>
    /// <returns>Pages, each with the time up to which everything has been read.</returns>
    public async IAsyncEnumerable<(IReadOnlyList<Transaction> Payments, DateTimeOffset Reached)> ReadAsync(
        DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var database = Open();
        var (last, window, most) = ((At: from, RecordedAt: DateTimeOffset.UnixEpoch, Id: ""), FirstWindow, settings.Value.Page);
        while (last.At < until)
        {
            var started = time.GetTimestamp();
            var end = until - last.At < window ? until : last.At + window;
            var after = last;
            var page = await database.Transactions.AsNoTracking()
                .Include(payment => payment.Decision)
                .Where(payment => payment.At >= after.At && payment.At < end && EF.Functions.GreaterThan(
                    ValueTuple.Create(payment.At, payment.RecordedAt, payment.Id), ValueTuple.Create(after.At, after.RecordedAt, after.Id)))
                .OrderBy(payment => payment.At).ThenBy(payment => payment.RecordedAt).ThenBy(payment => payment.Id)
                .Take(most)
                .ToListAsync(cancellationToken);

            var isFull = page.Count == most;
            last = isFull ? (page[^1].At, page[^1].RecordedAt, page[^1].Id) : (end, DateTimeOffset.UnixEpoch, "");
            window = isFull ? Longer(window / 2, LeastWindow) : page.Count < most / 2 ? Shorter(window * 2, MostWindow) : window;
            yield return (page, last.At);

            var due = TimeSpan.FromSeconds((double)page.Count / settings.Value.PaymentsPerSecond) - time.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, time, cancellationToken);
            }
        }
    }

    private FraudDbContext Open()
    {
        var milliseconds = (long)settings.Value.StatementTimeout.TotalMilliseconds;
        var own = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(FraudServices.Database))
        {
            ApplicationName = "fraud-backtests",
            MaxPoolSize = 1,
            Options = string.Create(CultureInfo.InvariantCulture, $"-c default_transaction_read_only=on -c statement_timeout={milliseconds} -c lock_timeout=1000"),
        };
        return new FraudDbContext(new DbContextOptionsBuilder<FraudDbContext>(options).UseNpgsql(own.ConnectionString).Options);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
