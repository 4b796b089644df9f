using System.Net;
using System.Net.Http.Json;
using Fraud.Contracts.V1;

namespace Fraud.FunctionalTests.Features.Cases;

[Collection(FraudCollection.Name)]
public sealed class CloseCaseTests(FraudFixture fraud)
{
    private readonly string _ann = CaseCalls.NewAnalyst("ann");
    private readonly string _customer = Requests.NewId("customer");

    [Theory]
    [InlineData("fraud", "chargeback")]
    [InlineData("genuine", "genuine")]
    public async Task The_labels_of_all_payments_follow(string conclusion, string label)
    {
        var (first, second) = (Requests.NewId(), Requests.NewId());
        await fraud.AlertAsync(_customer, transaction: first);
        var id = await fraud.AlertAsync(_customer, transaction: second);
        await fraud.DoneAsync(_ann, id, "take");

        var closed = await fraud.DoneAsync(_ann, id, "close", CaseCalls.Close(conclusion, "asked"));

        ((int)closed["labelled"]!).ShouldBe(2);
        ((int)closed["standingAgainstCount"]!).ShouldBe(0);
        ((string?)(await fraud.GetAsync(first))["label"]!["verdict"]).ShouldBe(label);
        var labelled = await fraud.GetAsync(second);
        ((string?)labelled["label"]!["verdict"]).ShouldBe(label);
        labelled["labelHistory"].Texts("actor").ShouldBe([_ann]);
        labelled["labelHistory"].Texts("source").ShouldBe(["case"]);
        var file = await fraud.CaseFileAsync(id);
        ((string?)file["judgement"]!["conclusion"]).ShouldBe(conclusion);
        ((string?)file["judgement"]!["analyst"]).ShouldBe(_ann);
        file["holder"].ShouldBeNull();
        file["alerts"].Texts("label").ShouldBe([label, label]);
        ((string?)file["history"]![0]!["about"]).ShouldBe(conclusion);
        ((string?)file["history"]![0]!["note"]).ShouldBe("asked");
    }

    [Fact]
    public async Task An_unclear_case_leaves_its_payments_without_a_label()
    {
        var transaction = Requests.NewId();
        var id = await fraud.AlertAsync(_customer, transaction: transaction);
        await fraud.DoneAsync(_ann, id, "take");

        await fraud.DoneAsync(_ann, id, "close", CaseCalls.Close("unclear"));

        (await fraud.GetAsync(transaction))["label"].ShouldBeNull();
    }

    [Fact]
    public async Task A_label_that_stands_against_it_is_reported_and_stays()
    {
        var transaction = Requests.NewId();
        var id = await fraud.AlertAsync(_customer, transaction: transaction);
        using (var client = fraud.Analyst)
        {
            (await client.PostAsJsonAsync("/v1/labels", Requests.Label(transaction))).EnsureSuccessStatusCode().Dispose();
        }

        await fraud.DoneAsync(_ann, id, "take");
        var closed = await fraud.DoneAsync(_ann, id, "close", CaseCalls.Close("genuine"));

        ((int)closed["labelled"]!).ShouldBe(0);
        closed["standingAgainst"].Texts("transactionId").ShouldBe([transaction]);
        ((string?)(await fraud.GetAsync(transaction))["label"]!["verdict"]).ShouldBe("chargeback");
    }

    [Fact]
    public async Task Others_hear_of_a_case_when_it_is_opened_and_when_it_is_closed()
    {
        await using var openings = await fraud.Broker.SubscribeAsync(CaseOpened.Type);
        await using var closings = await fraud.Broker.SubscribeAsync(CaseClosed.Type);
        var (first, second) = (Requests.NewId(), Requests.NewId());
        var id = await fraud.AlertAsync(_customer, transaction: first);
        await fraud.AlertAsync(_customer, transaction: second);
        await fraud.DoneAsync(_ann, id, "take");
        await fraud.DoneAsync(_ann, id, "close", CaseCalls.Close("fraud", "a private matter"));

        var opened = (await openings.NextAsync()).Read(FraudContractsJson.Default.CaseOpened);
        opened.CaseId.ShouldBe(id);
        opened.CustomerId.ShouldBe(_customer);
        opened.TransactionId.ShouldBe(first);
        opened.PreviousCaseId.ShouldBeNull();
        opened.DueAt.ShouldBeGreaterThan(opened.OpenedAt);
        var message = await closings.NextAsync();
        var closed = message.Read(FraudContractsJson.Default.CaseClosed);
        closed.CaseId.ShouldBe(id);
        closed.Conclusion.ShouldBe(CaseConclusion.Fraud);
        closed.Alerts.ShouldBe(2);
        closed.TransactionIds.ShouldBe([second, first]);
        var text = System.Text.Encoding.UTF8.GetString(message.Content);
        text.ShouldNotContain("private");
        text.ShouldNotContain(_ann);
        (await openings.TryNextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_closing_again_gets_the_same_answer_and_another_one_is_refused()
    {
        await using var closings = await fraud.Broker.SubscribeAsync(CaseClosed.Type);
        var id = await fraud.CaseAsync(takenBy: _ann, customer: _customer);
        var first = await fraud.DoneAsync(_ann, id, "close", CaseCalls.Close("fraud"));

        var again = await fraud.DoneAsync(_ann, id, "close", CaseCalls.Close("fraud"));
        using var other = await fraud.DoAsync(_ann, id, "close", CaseCalls.Close("genuine"));

        again.ToJsonString().ShouldBe(first.ToJsonString());
        ((string?)(await other.ReadProblemAsync(HttpStatusCode.Conflict))["reason"]).ShouldBe("closed");
        await closings.NextAsync();
        (await fraud.CaseFileAsync(id))["history"].Texts("action").Count(action => action == "closed").ShouldBe(1);
        (await closings.TryNextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task An_alert_after_the_closing_opens_a_new_case_that_knows_the_old_one()
    {
        var first = await fraud.CaseAsync(takenBy: _ann, customer: _customer);
        await fraud.DoneAsync(_ann, first, "close", CaseCalls.Close("unclear"));

        var second = await fraud.AlertAsync(_customer);

        second.ShouldNotBe(first);
        ((Guid?)(await fraud.CaseFileAsync(second))["previousCaseId"]).ShouldBe(first);
        ((int)(await fraud.CaseFileAsync(first))["alertCount"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_closes_a_case_that_another_holds()
    {
        var transaction = Requests.NewId();
        var id = await fraud.AlertAsync(_customer, transaction: transaction);
        await fraud.DoneAsync(_ann, id, "take");

        using var response = await fraud.DoAsync(CaseCalls.NewAnalyst("ben"), id, "close", CaseCalls.Close("fraud"));

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
        (await fraud.GetAsync(transaction))["label"].ShouldBeNull();
    }

    [Theory]
    [InlineData("conclusion", "guilty")]
    [InlineData("conclusion", null)]
    [InlineData("note", "")]
    public async Task A_wrong_value_is_refused_and_the_case_stays_open(string member, string? value)
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        using var response = await fraud.DoAsync(_ann, id, "close", CaseCalls.Close("fraud").With(member, value));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
        (await fraud.CaseFileAsync(id))["judgement"].ShouldBeNull();
    }
}
