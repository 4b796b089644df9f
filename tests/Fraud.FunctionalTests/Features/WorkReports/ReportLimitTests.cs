using System.Net;
using Npgsql;

namespace Fraud.FunctionalTests.Features.WorkReports;

/// <summary>The service with little patience for reports.</summary>
public sealed class ReportLimitFixture() : ServiceFixture<Program>("frauddb")
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Reports:StatementTimeout", "00:00:00.500")];
}

public sealed class ReportLimitTests(ReportLimitFixture fraud) : IClassFixture<ReportLimitFixture>
{
    [Theory]
    [InlineData($"/v1/shadow-report?version={FraudFixture.Shipped}")]
    [InlineData("/v1/performance?from=2018-02-16&until=2018-02-20")]
    [InlineData("/v1/thresholds/cost?from=2018-01-01T00:00:00Z&until=2018-02-01T00:00:00Z&reviewCost=1&stoppedCustomerCost=1")]
    [InlineData("/v1/thresholds/cost.svg?from=2018-01-01T00:00:00Z&until=2018-02-01T00:00:00Z&reviewCost=1&stoppedCustomerCost=1")]
    public async Task A_report_that_reads_for_too_long_is_given_up_and_says_what_to_change(string path)
    {
        using var client = fraud.CreateClient(role: "risk-manager");
        await using (await LockDecisionsAsync())
        {
            using var late = await client.GetAsync(path);

            var problem = await late.ReadProblemAsync(HttpStatusCode.UnprocessableEntity);
            ((string)problem["detail"]!).ShouldContain("shorter period");
        }

        // It let go of its turn and of its connection.
        await Eventually.TrueAsync(
            async () =>
            {
                using var next = await client.GetAsync(path);
                return next.IsSuccessStatusCode;
            },
            "the next report is made");
    }

    // Reads wait for it, as they would for a disk.
    private async Task<NpgsqlConnection> LockDecisionsAsync()
    {
        var connection = new NpgsqlConnection(fraud.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE fraud.decisions IN ACCESS EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
