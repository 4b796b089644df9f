using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Domain;
using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;

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
        answer["answeredAs"].ShouldBeNull();
    }

    [Fact]
    public async Task At_the_deadline_the_configured_answer_is_given_and_marked_and_the_payment_is_scored_afterwards()
    {
        var payment = WithDeadline(Requests.SuspiciousPayment(), 100);
        await using (await fraud.HoldTurnAsync((string)payment["customerId"]!))
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
        var again = await fraud.ScoreAsync(payment.Without("deadlineMs"));
        ((string?)again["decision"]).ShouldNotBe("approve");
        ((string?)again["answeredAs"]).ShouldBe("approve");
        ((bool)again["deadlineMissed"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_decision_that_was_made_and_published_just_before_the_deadline_is_published_again_with_what_was_answered()
    {
        await using var subscription = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);
        await using (await fraud.HoldTurnAsync((string)payment["customerId"]!))
        {
            // The decision is there, and cannot be told in time.
            ((bool)(await fraud.ScoreAsync(WithDeadline(payment, 100)))["deadlineMissed"]!).ShouldBeTrue();
        }

        var (decided, corrected) = (await NextAsync(), await NextAsync());

        decided.AnsweredAs.ShouldBeNull();
        corrected.ShouldBe(decided with { AnsweredAs = ScreeningDecision.Approve, Reasons = corrected.Reasons });
        corrected.Reasons.ShouldBe(decided.Reasons);
        (await DecisionAsync(payment))!.AnsweredAs.ShouldBe(Outcome.Approve);

        async Task<TransactionScreened> NextAsync()
        {
            while (true)
            {
                var screened = (await subscription.NextAsync()).Read(FraudContractsJson.Default.TransactionScreened);
                if (screened.TransactionId == payment.Id())
                {
                    return screened;
                }
            }
        }
    }

    [Fact]
    public async Task A_payment_whose_attempt_fails_before_its_deadline_gets_the_configured_answer_and_is_scored_once_it_can_be()
    {
        var payment = WithDeadline(Requests.SuspiciousPayment(), 10_000);
        await fraud.Database.ExecuteAsync(
            $"ALTER TABLE fraud.transactions ADD CONSTRAINT broken CHECK (id <> '{payment.Id()}')");
        try
        {
            var answer = await fraud.ScoreAsync(payment);

            ((string?)answer["decision"]).ShouldBe("approve");
            ((bool)answer["deadlineMissed"]!).ShouldBeTrue();
            ((bool)answer["scoredAfterwards"]!).ShouldBeTrue();
        }
        finally
        {
            await fraud.Database.ExecuteAsync("ALTER TABLE fraud.transactions DROP CONSTRAINT broken");
        }

        await Eventually.TrueAsync(async () => await DecisionAsync(payment) is not null, "the payment is scored");
        (await DecisionAsync(payment))!.AnsweredAs.ShouldBe(Outcome.Approve);
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

    private Task<Decision?> DecisionAsync(JsonObject payment)
    {
        var id = payment.Id();
        return fraud.InDatabaseAsync(database => database.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.TransactionId == id));
    }

    private static JsonObject WithDeadline(JsonObject payment, int milliseconds) => payment.With("deadlineMs", milliseconds);
}
