using Fraud.Api.Domain;
using Npgsql;
using Request = Fraud.Api.Features.ScoreTransaction.ScoreTransaction;

namespace Platform.Bench.Fraud;

/// <summary>Payments of as many customers and terminals as the handbook has, with two months behind them.</summary>
internal sealed class Payments(DateTimeOffset now)
{
    private const int Customers = 5_000;
    private const int Terminals = 10_000;
    private const int PastPerCustomer = 120;
    private const int PastDays = 60;

    private long _made;

    /// <summary>The next one, of now. Some 6 % are held up: the large ones, and those at terminals that had frauds.</summary>
    public Request Next()
    {
        var number = Interlocked.Increment(ref _made);
        var random = new Random((int)(number % int.MaxValue));
        var amount = random.Next(100) == 0 ? random.Next(300, 900) : Math.Round((decimal)(random.NextDouble() * 90) + 5, 2);
        return new Request(
            $"bench-{number}", $"c{random.Next(Customers)}", $"t{random.Next(Terminals)}", amount, "EUR", now.AddMilliseconds(number % 60_000));
    }

    /// <summary>The same as an entity that is not stored yet.</summary>
    public static Transaction Entity(Request request) => new()
    {
        Id = request.TransactionId,
        CustomerId = request.CustomerId,
        TerminalId = request.TerminalId,
        Amount = request.Amount,
        Currency = request.Currency,
        BaseAmount = request.Amount,
        At = request.At,
        RecordedAt = request.At,
    };

    /// <summary>Stores what is behind them: a hundred and twenty payments of each customer, some of them fraud.</summary>
    public async Task RememberAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO fraud.transactions (id, customer_id, terminal_id, amount, base_amount, currency, at, recorded_at, verdict, labelled_at)
            SELECT 'past-' || c || '-' || p, 'c' || c, 't' || (c * 7919 + p * 104729) % $2, 5 + (c * p) % 90, 5 + (c * p) % 90, 'EUR',
                   $4 - interval '1 minute' - $5 * (p * 0.99 / $3), $4, CASE WHEN (c * 31 + p) % 200 = 0 THEN 'Chargeback' END,
                   CASE WHEN (c * 31 + p) % 200 = 0 THEN $4 END
            FROM generate_series(0, $1 - 1) AS c, generate_series(1, $3) AS p
            """);
        command.CommandTimeout = 0;
        foreach (var value in new object[] { Customers, Terminals, PastPerCustomer, now, TimeSpan.FromDays(PastDays) })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
        // What Postgres does by itself after such a load, at a moment that differs from run to run: it would be measured instead.
        foreach (var sql in new[] { "VACUUM (ANALYZE) fraud.transactions", "CHECKPOINT" })
        {
            await using var maintenance = database.CreateCommand(sql);
            maintenance.CommandTimeout = 0;
            await maintenance.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
