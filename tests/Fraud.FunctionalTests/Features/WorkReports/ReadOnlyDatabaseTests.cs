using Fraud.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Fraud.FunctionalTests.Features.WorkReports;

[Collection(FraudCollection.Name)]
public sealed class ReadOnlyDatabaseTests(FraudFixture fraud)
{
    [Fact]
    public Task It_reads_and_refuses_to_write() => InReaderAsync(async database =>
    {
        (await database.Transactions.CountAsync(payment => payment.Id == "nobody")).ShouldBe(0);

        (await RefusedAsync(() => database.Backtests.Where(backtest => backtest.Id == Guid.Empty).ExecuteDeleteAsync()))
            .ShouldBe(PostgresErrorCodes.ReadOnlySqlTransaction);
    });

    [Fact]
    public Task A_statement_that_takes_too_long_is_ended_by_the_server_and_not_tried_again() => InReaderAsync(async database =>
    {
        (await RefusedAsync(() => database.Database.ExecuteSqlAsync($"SELECT pg_sleep(60)"))).ShouldBe(PostgresErrorCodes.QueryCanceled);
        (await database.Transactions.CountAsync(payment => payment.Id == "nobody")).ShouldBe(0);
    });

    private async Task InReaderAsync(Func<FraudDbContext, Task> work)
    {
        await using var database = fraud.Services.GetRequiredService<ReadOnlyDatabase>().Open("fraud-tests", TimeSpan.FromSeconds(1));
        await work(database);
    }

    private static async Task<string> RefusedAsync(Func<Task> work) => (await Should.ThrowAsync<PostgresException>(work)).SqlState;
}
