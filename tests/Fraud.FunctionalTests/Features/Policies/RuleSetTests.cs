using System.Net;
using System.Text.Json.Nodes;
using Fraud.Api.Data;
using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Fraud.FunctionalTests.Features.Policies.PolicyFixture;

namespace Fraud.FunctionalTests.Features.Policies;

[Collection(PolicyCollection.Name)]
public sealed class RuleSetTests(PolicyFixture fraud)
{
    private readonly string _customer = Requests.NewId("customer");

    private JsonObject ForCustomer => Rule($"customer = '{_customer}'");

    [Fact]
    public async Task A_draft_changes_nothing_until_a_second_person_approves_it()
    {
        var version = await fraud.CreateAsync(ForCustomer);
        (await fraud.StatusAsync(version)).ShouldBe("draft");
        (await fraud.DecisionAsync(_customer)).ShouldBe("approve");

        using (var own = await fraud.PostAsync(Ann, $"/v1/rule-sets/{version}/approve"))
        {
            ((string?)(await own.ReadProblemAsync(HttpStatusCode.Forbidden))["detail"])
                .ShouldBe($"You wrote version {version} of the rules; somebody else has to approve it.");
        }

        (await fraud.DecisionAsync(_customer)).ShouldBe("approve");
        ((string?)(await fraud.ApproveAsync(version))["status"]).ShouldBe("active");
        (await fraud.DecisionAsync(_customer)).ShouldBe("decline");
    }

    [Fact]
    public async Task A_decision_says_which_rule_made_it_and_what_the_model_said()
    {
        await using var screened = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        var version = await fraud.ActivateAsync(ForCustomer, Rule($"customer = '{_customer}' and amount > 5", "review", "small"));
        var payment = Requests.Payment(customer: _customer);

        var decision = await fraud.ScoreAsync(payment);

        ((string?)decision["decision"]).ShouldBe("decline");
        ((string?)decision["byModel"]).ShouldBe("approve");
        ((int?)decision["ruleSetVersion"]).ShouldBe(version);
        Codes(decision)[..2].ShouldBe(["rule:rule-1", "rule:small"]);
        ((string?)decision["reasons"]![0]!["text"]).ShouldBe("because of rule-1");
        var recorded = (await fraud.GetAsync($"/v1/transactions/{payment.Id()}"))["decision"]!;
        ((string?)recorded["byModel"]).ShouldBe("approve");
        recorded["findings"]!.AsArray().Select(finding => ((string?)finding!["name"], (string?)finding["action"]))
            .ShouldBe([("rule-1", "decline"), ("small", "review")]);
        var message = await Eventually.GetAsync(
            async () => await screened.TryNextAsync() is { } next && next.Envelope!.Subject == payment.Id() ? next : null, "the event comes");
        var published = message.Read(FraudContractsJson.Default.TransactionScreened);
        published.Decision.ShouldBe(ScreeningDecision.Decline);
        published.ByModel.ShouldBe(ScreeningDecision.Approve);
        published.RuleSetVersion.ShouldBe(version);
        published.Score.ShouldBeLessThan(published.Threshold);
        published.Reasons[..2].ShouldBe(["rule:rule-1", "rule:small"]);
    }

    [Fact]
    public async Task What_was_done_is_written_down()
    {
        var version = await fraud.ActivateAsync(ForCustomer);

        var actions = (await fraud.GetAsync($"/v1/policy-actions?ruleSetVersion={version}"))["actions"]!.AsArray();

        actions.Select(action => ((string?)action!["actor"], (string?)action["action"], (string?)action["note"]))
            .ShouldBe([(Ben, "rule-set-approved", null), (Ann, "rule-set-created", "for a test")]);
        actions[0]!["effectiveFrom"].ShouldNotBeNull();
        var approval = (await fraud.GetAsync($"/v1/rule-sets/{version}"))["approvals"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)approval["approvedBy"]).ShouldBe(Ben);
    }

    [Fact]
    public async Task Who_was_refused_an_approval_is_written_down_too_and_why()
    {
        var version = await fraud.CreateAsync(ForCustomer);

        (await fraud.PostAsync(Ann, $"/v1/rule-sets/{version}/approve", new JsonObject { ["note"] = "in a hurry" })).Dispose();
        await fraud.ApproveAsync(version);
        (await fraud.PostAsync(Ben, $"/v1/rule-sets/{version}/approve")).Dispose();

        (await fraud.GetAsync($"/v1/policy-actions?ruleSetVersion={version}"))["actions"]!.AsArray()
            .Select(action => ((string?)action!["actor"], (string?)action["action"], (string?)action["refusal"], (string?)action["note"])).ShouldBe(
            [
                (Ben, "rule-set-approval-refused", "in-force-already", null),
                (Ben, "rule-set-approved", null, null),
                (Ann, "rule-set-approval-refused", "author", "in a hurry"),
                (Ann, "rule-set-created", null, "for a test"),
            ]);
    }

    [Theory]
    [InlineData("UPDATE fraud.policy_actions SET actor = 'nobody' WHERE rule_set_version = {0}")]
    [InlineData("DELETE FROM fraud.policy_actions WHERE rule_set_version = {0}")]
    [InlineData("UPDATE fraud.rule_sets SET created_by = 'nobody' WHERE version = {0}")]
    [InlineData("UPDATE fraud.rule_sets SET rules = '[]', withdrawn_at = now() WHERE version = {0}")]
    [InlineData("TRUNCATE fraud.rule_sets CASCADE")]
    [InlineData("UPDATE fraud.rule_set_approvals SET approved_by = 'nobody' WHERE rule_set_version = {0}")]
    [InlineData("UPDATE fraud.rule_set_approvals SET effective_from = now() WHERE rule_set_version = {0}")]
    [InlineData("DELETE FROM fraud.rule_set_approvals WHERE rule_set_version = {0}")]
    public async Task What_was_written_down_cannot_be_changed_even_in_the_database(string sql)
    {
        var version = await fraud.ActivateAsync(ForCustomer);

        var change = () => fraud.InScopeAsync(services => services.GetRequiredService<FraudDbContext>().Database.ExecuteSqlRawAsync(sql, version));

        (await change.ShouldThrowAsync<PostgresException>()).SqlState.ShouldBe(PostgresErrorCodes.IntegrityConstraintViolation);
    }

    [Fact]
    public async Task A_withdrawal_stands_even_in_the_database()
    {
        var version = await fraud.CreateAsync(ForCustomer);
        (await fraud.PostAsync(Ann, $"/v1/rule-sets/{version}/withdraw")).Dispose();

        var change = () => fraud.InScopeAsync(services => services.GetRequiredService<FraudDbContext>().Database
            .ExecuteSqlAsync($"UPDATE fraud.rule_sets SET withdrawn_at = NULL WHERE version = {version}"));

        (await change.ShouldThrowAsync<PostgresException>()).Message.ShouldContain("can be withdrawn once");
    }

    [Fact]
    public async Task A_version_comes_into_force_at_its_time_and_supersedes_the_one_before()
    {
        var first = await fraud.ActivateAsync();
        var second = await fraud.CreateAsync(ForCustomer);

        await fraud.ApproveAsync(second, fraud.Clock.GetUtcNow().AddHours(1));

        (await fraud.StatusAsync(second)).ShouldBe("approved");
        fraud.Clock.Advance(TimeSpan.FromMinutes(59));
        (await fraud.DecisionAsync(_customer)).ShouldBe("approve");
        fraud.Clock.Advance(TimeSpan.FromMinutes(1));
        (await fraud.DecisionAsync(_customer)).ShouldBe("decline");
        (await fraud.StatusAsync(second)).ShouldBe("active");
        (await fraud.StatusAsync(first)).ShouldBe("superseded");
    }

    [Fact]
    public async Task An_approval_can_be_withdrawn_before_its_time()
    {
        await fraud.ActivateAsync();
        var version = await fraud.CreateAsync(ForCustomer);
        await fraud.ApproveAsync(version, fraud.Clock.GetUtcNow().AddHours(1));

        using var response = await fraud.PostAsync(Ann, $"/v1/rule-sets/{version}/withdraw");

        ((string?)(await response.ReadOkAsync())["status"]).ShouldBe("draft");
        fraud.Clock.Advance(TimeSpan.FromHours(2));
        (await fraud.DecisionAsync(_customer)).ShouldBe("approve");
    }

    [Fact]
    public async Task A_draft_that_was_withdrawn_cannot_be_approved()
    {
        var version = await fraud.CreateAsync(ForCustomer);
        (await fraud.PostAsync(Ann, $"/v1/rule-sets/{version}/withdraw")).Dispose();

        using var response = await fraud.PostAsync(Ben, $"/v1/rule-sets/{version}/approve");

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
        (await fraud.StatusAsync(version)).ShouldBe("withdrawn");
    }

    [Fact]
    public async Task What_is_in_force_cannot_be_withdrawn_and_going_back_is_approving_an_older_version()
    {
        var older = await fraud.ActivateAsync(Rule($"customer = '{_customer}'", "review"));
        var newer = await fraud.ActivateAsync(ForCustomer);
        using (var response = await fraud.PostAsync(Ben, $"/v1/rule-sets/{newer}/withdraw"))
        {
            await response.ReadProblemAsync(HttpStatusCode.Conflict);
        }

        (await fraud.DecisionAsync(_customer)).ShouldBe("decline");
        await fraud.ApproveAsync(older);

        (await fraud.DecisionAsync(_customer)).ShouldBe("review");
        (await fraud.StatusAsync(newer)).ShouldBe("superseded");
    }

    [Fact]
    public async Task Of_many_approvals_at_once_one_is_made()
    {
        var version = await fraud.CreateAsync(ForCustomer);

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => fraud.PostAsync($"{Ben}-{i}", $"/v1/rule-sets/{version}/approve")));

        responses.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        responses.Count(response => response.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
        (await fraud.GetAsync($"/v1/rule-sets/{version}"))["approvals"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Versions_created_at_once_have_numbers_of_their_own()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fraud.CreateAsync(ForCustomer)));

        versions.Distinct().Count().ShouldBe(8);
        var page = await fraud.GetAsync($"/v1/rule-sets?limit=3&before={versions.Max() + 1}");
        page["ruleSets"]!.AsArray().Select(set => (int)set!["version"]!).ShouldBe([versions.Max(), versions.Max() - 1, versions.Max() - 2]);
        ((int?)page["before"]).ShouldBe(versions.Max() - 2);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(400 * 24 * 60)]
    public async Task A_time_that_is_past_or_far_ahead_is_refused(int minutes)
    {
        var version = await fraud.CreateAsync(ForCustomer);

        using var response = await fraud.PostAsync(
            Ben, $"/v1/rule-sets/{version}/approve", new JsonObject { ["effectiveFrom"] = Requests.Text(fraud.Clock.GetUtcNow().AddMinutes(minutes)) });

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "effectiveFrom");
        (await fraud.StatusAsync(version)).ShouldBe("draft");
    }

    [Fact]
    public async Task Rules_that_are_wrong_are_refused_with_the_place()
    {
        using var response = await fraud.PostAsync(
            Ann, "/v1/rule-sets", RuleSet(Rule("amount > 5"), Rule("amuont > 5", name: "b"), Rule("amount > 5 and amount < 3", name: "c")));

        var errors = (await response.ReadProblemAsync(HttpStatusCode.BadRequest))["errors"]!;
        ((string?)errors["rules[1].condition"]![0]).ShouldBe("column 1: there is no 'amuont': is 'amount' meant?");
        ((string?)errors["rules[2].condition"]![0]).ShouldBe("no payment can fulfil 'amount > 5 and amount < 3'");
    }

    [Theory]
    [InlineData("name", "Not a name")]
    [InlineData("name", "")]
    [InlineData("reason", "")]
    [InlineData("condition", "")]
    [InlineData("action", "approve")]
    public async Task A_rule_that_is_not_whole_is_refused(string member, string value)
    {
        using var response = await fraud.PostAsync(Ann, "/v1/rule-sets", RuleSet(Rule("amount > 5").With(member, value)));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
    }

    [Fact]
    public async Task A_check_tells_problems_and_warnings_and_stores_nothing()
    {
        var before = await fraud.GetAsync("/v1/rule-sets?limit=1");

        using var response = await fraud.PostAsync(
            Ann, "/v1/rule-sets/check", RuleSet(Rule("amount > 5"), Rule("amount > 9", name: "b")).Without("title").Without("note"));

        var report = await response.ReadOkAsync();
        ((bool?)report["isValid"]).ShouldBe(true);
        ((string?)report["warnings"]![0]!["where"]).ShouldBe("rules[1]");
        JsonNode.DeepEquals(await fraud.GetAsync("/v1/rule-sets?limit=1"), before).ShouldBeTrue();
    }

    [Fact]
    public async Task An_unknown_version_is_not_found()
    {
        foreach (var path in (string[])["/v1/rule-sets/987654/approve", "/v1/rule-sets/987654/withdraw"])
        {
            using var response = await fraud.PostAsync(Ben, path);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task The_names_that_conditions_may_use_can_be_listed()
    {
        using var response = await fraud.SendAsync(Ann, HttpMethod.Get, "/v1/rule-fields");

        var fields = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
        fields.Select(field => (string)field!["name"]!).ShouldBeUnique();
        fields.Select(field => (string)field!["name"]!).ShouldContain("customer_payments_1d");
    }
}
