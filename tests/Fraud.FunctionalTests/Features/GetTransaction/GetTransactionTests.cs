using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api;
using Fraud.Api.Domain.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Inference;

namespace Fraud.FunctionalTests.Features.GetTransaction;

[Collection(FraudCollection.Name)]
public sealed class GetTransactionTests(FraudFixture fraud)
{
    [Fact]
    public async Task Everything_that_made_the_decision_is_given()
    {
        var payment = Requests.SuspiciousPayment();
        var decided = await fraud.ScoreAsync(payment);

        var stored = await fraud.GetAsync(payment.Id());

        foreach (var (member, value) in payment.Where(member => member.Key != "at"))
        {
            JsonNode.DeepEquals(stored[member], value).ShouldBeTrue($"{member}: {stored[member]}");
        }

        var decision = stored["decision"]!.AsObject();
        ((string?)decision["decision"]).ShouldBe((string?)decided["decision"]);
        ((float)decision["score"]!).ShouldBe((float)decided["score"]!);
        JsonNode.DeepEquals(decision["reasons"], decided["reasons"]).ShouldBeTrue();
        JsonNode.DeepEquals(decision["model"], decided["model"]).ShouldBeTrue();
        ((double)decision["thresholds"]!["review"]!).ShouldBeGreaterThan(0);
        decision["features"]!.AsArray().Select(feature => (string)feature!["name"]!).ShouldBe(FeatureSet.All.Names);
        ((float)decision["features"]![0]!["value"]!).ShouldBe(900);
        stored["label"].ShouldBeNull();
    }

    [Fact]
    public async Task A_stored_decision_is_replayed_to_the_bit()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);

        var decision = await fraud.InDatabaseAsync(database =>
            database.Decisions.AsNoTracking().SingleAsync(decision => decision.TransactionId == payment.Id()));
        using var lease = fraud.Services.GetRequiredKeyedService<ModelHost>(FraudServices.ModelName).Lease(decision.Model.Version);
        var model = lease.ShouldNotBeNull().Model;

        model.Stamp.ShouldBe(decision.Model);
        BitConverter.SingleToInt32Bits(model.Score(decision.Features)).ShouldBe(BitConverter.SingleToInt32Bits(decision.Score));
        decision.Thresholds.Decide(decision.Score).ShouldBe(decision.Outcome);
        model.Explain(decision.Features).Contributions[FeatureSet.All.Names.IndexOf(decision.Reasons[0].Code)]
            .ShouldBe(decision.Reasons[0].Contribution, 1e-6);
    }

    [Fact]
    public async Task An_approval_gets_its_reasons_when_it_is_read()
    {
        var payment = Requests.Payment(amount: 60);
        var decided = await fraud.ScoreAsync(payment);
        ((string?)decided["decision"]).ShouldBe("approve");
        decided["reasons"]!.AsArray().ShouldBeEmpty();

        var decision = (await fraud.GetAsync(payment.Id()))["decision"]!;

        decision["reasons"]!.AsArray().ShouldNotBeEmpty();
        decision["notExplained"].ShouldBeNull();
        var explanation = decision["explanation"]!;
        explanation["contributions"]!.AsArray().Count.ShouldBe(decision["features"]!.AsArray().Count);
        var sum = (double)explanation["baseValue"]! + explanation["contributions"]!.AsArray().Sum(c => (double)c!["logOdds"]!);
        (1 / (1 + Math.Exp(-sum))).ShouldBe((float)decision["score"]!, 1e-5);
    }

    [Fact]
    public async Task Where_the_model_is_gone_there_is_no_explanation_and_that_is_said()
    {
        var payment = Requests.Payment();
        await fraud.ScoreAsync(payment);
        await fraud.InDatabaseAsync(database => database.Decisions.Where(decision => decision.TransactionId == payment.Id())
            .ExecuteUpdateAsync(set => set.SetProperty(decision => decision.Model.Version, "9.9.9")));

        var decision = (await fraud.GetAsync(payment.Id()))["decision"]!;

        decision["explanation"].ShouldBeNull();
        ((string?)decision["notExplained"]).ShouldBe("The model fraud 9.9.9 is not there any more, or does not verify.");
    }

    [Fact]
    public async Task Imported_history_has_no_decision()
    {
        var payment = Requests.Payment(at: Requests.Now.AddDays(-20));
        using var importer = fraud.Importer;
        using var imported = await importer.PostAsJsonAsync("/v1/transactions/import", Requests.Import(payment.With("label", Requests.PastLabel("chargeback", Requests.Now))));
        await imported.ReadOkAsync();

        var stored = await fraud.GetAsync(payment.Id());

        stored["decision"].ShouldBeNull();
        ((string?)stored["label"]!["verdict"]).ShouldBe("chargeback");
    }

    [Fact]
    public async Task An_unknown_transaction_is_not_found()
    {
        using var client = fraud.Analyst;

        using var response = await client.GetAsync($"/v1/transactions/{Requests.NewId()}");

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_impossible_id_is_refused()
    {
        using var client = fraud.Analyst;

        using var response = await client.GetAsync("/v1/transactions/has%20space");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "id");
    }
}
