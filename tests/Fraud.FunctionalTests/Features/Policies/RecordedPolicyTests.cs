using System.Text.Json.Nodes;
using static Fraud.FunctionalTests.Features.Policies.PolicyFixture;

namespace Fraud.FunctionalTests.Features.Policies;

/// <summary>What is kept of rules and lists with a decision, and what is asked of them later.</summary>
[Collection(PolicyCollection.Name)]
public sealed class RecordedPolicyTests(PolicyFixture fraud)
{
    private readonly string _customer = Requests.NewId("customer");

    [Fact]
    public async Task A_record_holds_the_rules_in_force_and_who_stands_behind_them()
    {
        var version = await fraud.ActivateAsync(Rule($"customer = '{_customer}'"), Rule("amount > 1000000", "review", "huge"));
        var payment = Requests.Payment(customer: _customer);
        await fraud.ScoreAsync(payment);
        await fraud.ActivateAsync(); // since then others are in force

        var ruleSet = (await fraud.GetAsync($"/v1/transactions/{payment.Id()}/record"))["ruleSet"]!;

        ((int)ruleSet["version"]!, (string?)ruleSet["author"], (string?)ruleSet["approver"]).ShouldBe((version, Ann, Ben));
        ruleSet["effectiveFrom"].ShouldNotBeNull();
        ruleSet["rules"]!.AsArray().Select(rule => ((string?)rule!["name"], (string?)rule["condition"], (string?)rule["action"]))
            .ShouldBe([("rule-1", $"customer = '{_customer}'", "decline"), ("huge", "amount > 1000000", "review")]);
        var page = await PageAsync(payment);
        page.ShouldContain($"customer = &#x27;{_customer}&#x27;");
        page.ShouldContain("Rules in force");
    }

    [Fact]
    public async Task A_record_holds_the_entries_that_were_found_also_when_they_were_removed_since()
    {
        var entry = await AddAsync("review", "customer", _customer);
        var payment = Requests.Payment(customer: _customer);
        await fraud.ScoreAsync(payment);
        (await fraud.SendAsync(Ben, HttpMethod.Delete, $"/v1/list-entries/{entry}")).Dispose();

        var record = await fraud.GetAsync($"/v1/transactions/{payment.Id()}/record");

        var found = record["listEntries"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)found["id"]!, (string?)found["list"], (string?)found["subject"], (string?)found["reason"], (string?)found["addedBy"], (string?)found["removedBy"])
            .ShouldBe((entry, "review", "customer", "seen before", Ann, Ben));
        ((bool)record["replay"]!["identical"]!).ShouldBeTrue(record["replay"]!.ToJsonString());
        (await PageAsync(payment)).ShouldContain(entry.ToString());
    }

    [Fact]
    public async Task A_payment_that_a_rule_declined_is_told_the_amount_with_which_it_passes()
    {
        await fraud.ActivateAsync(Rule($"customer = '{_customer}' and amount >= 20"));
        var at = Requests.Now.AddMinutes(-3);
        var payment = Requests.Payment(customer: _customer, amount: 25.50m, at: at);
        ((string?)(await fraud.ScoreAsync(payment))["decision"]).ShouldBe("decline");

        var whatIf = await fraud.GetAsync($"/v1/transactions/{payment.Id()}/what-if");

        var change = whatIf["changes"]!.AsArray().Single(change => (string?)change!["kind"] == "amount")!;
        ((decimal)change["amount"]!, (string?)change["turn"], (string?)change["outcome"]).ShouldBe((19.99m, "milder", "approve"));
    }

    [Fact]
    public async Task Where_an_entry_of_the_block_list_decided_no_change_is_told()
    {
        await AddAsync("block", "customer", _customer);
        var payment = Requests.SuspiciousPayment().With("customerId", _customer);
        await fraud.ScoreAsync(payment);

        var whatIf = await fraud.GetAsync($"/v1/transactions/{payment.Id()}/what-if");

        whatIf["changes"]!.AsArray().ShouldBeEmpty();
        ((string?)whatIf["notes"]!.AsArray().ShouldHaveSingleItem()).ShouldNotBeNull().ShouldStartWith("An entry of the block list decided");
    }

    private async Task<Guid> AddAsync(string list, string subject, string value)
    {
        using var response = await fraud.PostAsync(
            Ann, "/v1/list-entries", new JsonObject { ["list"] = list, ["subject"] = subject, ["value"] = value, ["reason"] = "seen before" });
        return (Guid)(await ReadCreatedAsync(response))["id"]!;
    }

    private async Task<string> PageAsync(JsonObject payment)
    {
        using var response = await fraud.SendAsync(Ann, HttpMethod.Get, $"/v1/transactions/{payment.Id()}/record.html");
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
