using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

[Collection(FraudCollection.Name)]
public sealed class DeadlineTests(FraudFixture fraud)
{
    [Fact]
    public async Task A_payment_that_is_decided_in_time_gets_its_decision()
    {
        var answer = await fraud.ScoreAsync(WithDeadline(Requests.Payment(), 10_000));

        ((bool)answer["deadlineMissed"]!).ShouldBeFalse();
        answer["score"].ShouldNotBeNull();
    }

    [Fact]
    public async Task At_the_deadline_the_configured_answer_is_given_and_marked_and_the_payment_is_scored_afterwards()
    {
        var payment = WithDeadline(Requests.SuspiciousPayment(), 100);
        await using (await HoldAsync((string)payment["customerId"]!))
        {
            var answer = await fraud.ScoreAsync(payment);

            ((string?)answer["decision"]).ShouldBe("approve");
            ((bool)answer["deadlineMissed"]!).ShouldBeTrue();
            ((bool)answer["scoredAfterwards"]!).ShouldBeTrue();
            answer["score"].ShouldBeNull();
            (await DecisionAsync(payment)).ShouldBeNull();
        }

        await Eventually.TrueAsync(async () => await DecisionAsync(payment) is not null, "the payment is scored");
        var decision = (await DecisionAsync(payment))!;
        decision.AnsweredAs.ShouldBe(Outcome.Approve);
        decision.Outcome.ShouldNotBe(Outcome.Approve);
        ((string?)(await fraud.ScoreAsync(payment.Without("deadlineMs")))["decision"]).ShouldNotBe("approve");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task A_deadline_out_of_range_is_refused(int milliseconds)
    {
        using var client = fraud.Payments;

        using var response = await client.PostAsJsonAsync("/v1/transactions", WithDeadline(Requests.Payment(), milliseconds));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "deadlineMs");
    }

    // As another payment of the customer that takes its time would.
    private async Task<NpgsqlConnection> HoldAsync(string customer)
    {
        var connection = new NpgsqlConnection(fraud.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(hashtextextended($1, 0))", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = customer });
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private Task<Decision?> DecisionAsync(JsonObject payment)
    {
        var id = payment.Id();
        return fraud.InDatabaseAsync(database => database.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.TransactionId == id));
    }

    private static JsonObject WithDeadline(JsonObject payment, int milliseconds) => payment.With("deadlineMs", milliseconds);
}
