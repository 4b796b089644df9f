using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Rules;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Inference;

namespace Fraud.FunctionalTests.Features.ReplayDecision;

[Collection(FraudCollection.Name)]
public sealed class ReplayDecisionTests(FraudFixture fraud)
{
    [Theory]
    [InlineData(20)]
    [InlineData(900)]
    public async Task A_decision_is_identical_to_the_bit(int amount)
    {
        var payment = Requests.Payment(amount: amount);
        await fraud.ScoreAsync(payment);

        var replay = await ReplayAsync(payment.Id());

        ((bool)replay["identical"]!).ShouldBeTrue(replay.ToJsonString());
        Steps(replay).ShouldAllBe(step => step.Result == "identical");
        replay["notes"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task It_still_is_after_a_restart_and_after_a_swap_to_another_version()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);

        await using var restarted = await fraud.StartReplicaAsync();
        using var analyst = Client(restarted, "analyst");
        ((bool)(await ReplayAsync(payment.Id(), analyst))["identical"]!).ShouldBeTrue();

        await restarted.Services.GetRequiredKeyedService<ModelHost>(FraudServices.ModelName).SwapAsync(FraudFixture.Other, CancellationToken.None);
        var replay = await ReplayAsync(payment.Id(), analyst);
        ((bool)replay["identical"]!).ShouldBeTrue(replay.ToJsonString());
        ((string?)replay["model"]!["version"]).ShouldBe(FraudFixture.Shipped);

        // And one that the other version made.
        using var payments = Client(restarted, "payments");
        var later = Requests.SuspiciousPayment();
        using var scored = await payments.PostAsJsonAsync("/v1/transactions", later);
        ((string?)(await scored.ReadOkAsync())["model"]!["version"]).ShouldBe(FraudFixture.Other);
        ((bool)(await ReplayAsync(later.Id(), analyst))["identical"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Later_payments_and_labels_of_the_customer_change_nothing()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);
        await fraud.ScoreAsync(Requests.Payment(customer: (string)payment["customerId"]!, amount: 5));
        using var analyst = fraud.Analyst;
        using var labelled = await analyst.PostAsJsonAsync("/v1/labels", Requests.Label(payment.Id()));
        await labelled.ReadOkAsync();

        ((bool)(await ReplayAsync(payment.Id()))["identical"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_score_that_was_tampered_with_is_found()
    {
        var payment = Requests.SuspiciousPayment();
        var score = (float)(await fraud.ScoreAsync(payment))["score"]!;
        await fraud.InDatabaseAsync(database => database.Decisions.Where(decision => decision.TransactionId == payment.Id())
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.Score, MathF.BitDecrement(score))));

        var replay = await ReplayAsync(payment.Id());

        ((bool)replay["identical"]!).ShouldBeFalse();
        Steps(replay).Where(step => step.Result == "different").Select(step => step.Step).ShouldBe(["score"]);
    }

    [Fact]
    public async Task Where_the_model_is_gone_or_another_that_is_why_it_cannot()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);
        await ChangeStampAsync(payment.Id(), FraudFixture.Shipped, new string('0', 64));

        var another = await ReplayAsync(payment.Id());
        await ChangeStampAsync(payment.Id(), "9.9.9", new string('0', 64));
        var gone = await ReplayAsync(payment.Id());

        ((bool)another["identical"]!).ShouldBeFalse();
        ((string)another["steps"]![1]!["detail"]!).ShouldContain("another one by now");
        ((string?)gone["steps"]![1]!["detail"]).ShouldBe("The model fraud 9.9.9 is not there any more, or does not verify.");
        Steps(gone).Skip(1).ShouldAllBe(step => step.Result == "not-replayed");
    }

    [Fact]
    public async Task A_decision_without_facts_is_scored_from_its_features_and_the_rest_is_named()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);
        await fraud.InDatabaseAsync(database => database.Database.ExecuteSqlAsync(
            $"UPDATE fraud.decisions SET facts = '{{}}' WHERE transaction_id = {payment.Id()}"));

        var replay = await ReplayAsync(payment.Id());
        var shown = await fraud.GetAsync(payment.Id());

        Steps(replay).ShouldBe(
        [
            ("facts", "not-replayed"), ("features", "not-replayed"), ("score", "identical"), ("thresholds", "identical"),
            ("by-model", "identical"), ("outcome", "identical"), ("reasons", "not-replayed"),
        ]);
        shown["decision"]!["reasons"]!.AsArray().ShouldNotBeEmpty();
        shown["decision"]!["explanation"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("record")]
    [InlineData("record.html")]
    public async Task Rules_that_this_release_cannot_read_any_more_leave_the_outcome_open_and_nothing_else(string about)
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);
        var version = 500_000 + Random.Shared.Next(400_000);
        await fraud.InDatabaseAsync(async database =>
        {
            database.RuleSets.Add(new StoredRuleSet
            {
                Version = version,
                Title = "Of long ago",
                Rules = [new Rule("old", "phase_of_moon > 0.5", RuleAction.Review, "full moon")],
                CreatedBy = "ann",
                CreatedAt = DateTimeOffset.UnixEpoch,
            });
            await database.SaveChangesAsync();
            return await database.Decisions.Where(decision => decision.TransactionId == payment.Id())
                .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.RuleSetVersion, version));
        });
        using var analyst = fraud.Analyst;

        using var response = about == "replay"
            ? await analyst.PostAsync($"/v1/transactions/{payment.Id()}/replay", content: null)
            : await analyst.GetAsync($"/v1/transactions/{payment.Id()}/{about}");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"The rules of version {version} cannot be read by this release: column 1: there is no");
        var steps = Steps(await ReplayAsync(payment.Id()));
        steps.ShouldContain(("outcome", "not-replayed"));
        steps.Count(step => step.Result == "identical").ShouldBe(6);
        using var whatIf = await analyst.GetAsync($"/v1/transactions/{payment.Id()}/what-if");
        ((string)(await whatIf.ReadOkAsync())["notes"]![0]!).ShouldContain("The changes are those of the model's outcome");
    }

    [Fact]
    public async Task An_unknown_payment_is_not_found()
    {
        using var client = fraud.Analyst;

        using var response = await client.PostAsync($"/v1/transactions/{Requests.NewId()}/replay", content: null);

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task<JsonObject> ReplayAsync(string id)
    {
        using var client = fraud.Analyst;
        return await ReplayAsync(id, client);
    }

    private static async Task<JsonObject> ReplayAsync(string id, HttpClient client)
    {
        using var response = await client.PostAsync($"/v1/transactions/{id}/replay", content: null);
        return await response.ReadOkAsync();
    }

    private Task<int> ChangeStampAsync(string id, string version, string sha256) => fraud.InDatabaseAsync(database =>
        database.Decisions.Where(decision => decision.TransactionId == id).ExecuteUpdateAsync(set => set
            .SetProperty(decision => decision.Model.Version, version)
            .SetProperty(decision => decision.Model.Sha256, sha256)));

    private static HttpClient Client(WebApplicationFactory<Program> service, string role)
    {
        var client = service.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.Create("tester", [role], []));
        return client;
    }

    private static (string Step, string Result)[] Steps(JsonObject replay) =>
        [.. replay["steps"]!.AsArray().Select(step => ((string)step!["step"]!, (string)step["result"]!))];
}
