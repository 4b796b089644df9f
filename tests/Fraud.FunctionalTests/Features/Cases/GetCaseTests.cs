using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.Cases;

[Collection(FraudCollection.Name)]
public sealed class GetCaseTests(FraudFixture fraud)
{
    private readonly string _ann = CaseCalls.NewAnalyst("ann");
    private readonly string _customer = Requests.NewId("customer");

    [Fact]
    public async Task A_case_is_shown_with_its_alerts_and_its_history()
    {
        var (first, second) = (Requests.NewId(), Requests.NewId());
        await fraud.AlertAsync(_customer, "terminal-1", transaction: first);
        var id = await fraud.AlertAsync(_customer, "terminal-2", transaction: second);

        var file = await fraud.CaseFileAsync(id);

        ((string?)file["customerId"]).ShouldBe(_customer);
        ((bool)file["overdue"]!).ShouldBeFalse();
        file["alerts"].Texts("transactionId").ShouldBe([second, first]);
        file["alerts"]![1]!["reasons"]!.AsArray().Count.ShouldBeGreaterThan(0);
        file["alerts"]![1]!["reasons"].Texts("code").ShouldBeSubsetOf([.. file["reasons"]!.AsArray().Select(code => (string)code!)]);
        file["history"].Texts("about").ShouldBe([second, first, ""]);
        file["history"].Texts("analyst").ShouldBe(["", "", ""]);
        ((int)file["historyCount"]!).ShouldBe(3);
    }

    [Fact]
    public async Task Alerts_and_history_are_read_page_by_page()
    {
        await fraud.AlertAsync(_customer);
        await fraud.AlertAsync(_customer, amount: 1_000);
        var id = await fraud.AlertAsync(_customer, amount: 1_100);

        var alerts = await fraud.ReadAsync($"/{id}/alerts?limit=2");
        alerts["alerts"].Texts("number").ShouldBe(["3", "2"]);
        var rest = await fraud.ReadAsync($"/{id}/alerts?limit=2&before={alerts["next"]}");
        rest["alerts"].Texts("number").ShouldBe(["1"]);
        rest["next"].ShouldBeNull();
        var history = await fraud.ReadAsync($"/{id}/history?limit=3");
        history["lines"].Texts("number").ShouldBe(["4", "3", "2"]);
        (await fraud.ReadAsync($"/{id}/history?before={history["next"]}"))["lines"].Texts("action").ShouldBe(["opened"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/alerts")]
    [InlineData("/history")]
    [InlineData("/similar")]
    [InlineData("/attachments/0198c1d2-e3f4-7a5b-8c9d-0e1f2a3b4c5d")]
    public async Task A_case_that_does_not_exist_is_not_found(string path)
    {
        using var client = fraud.Analyst;

        using var response = await client.GetAsync(new Uri($"/v1/cases/{Guid.CreateVersion7()}{path}", UriKind.Relative));

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/alerts?limit=0", "limit")]
    [InlineData("/alerts?before=0", "before")]
    [InlineData("/history?limit=501", "limit")]
    [InlineData("/history?before=x", "before")]
    [InlineData("/similar?limit=51", "limit")]
    public async Task A_page_that_cannot_be_is_refused(string path, string parameter)
    {
        using var client = fraud.Analyst;

        using var response = await client.GetAsync(new Uri($"/v1/cases/{Guid.CreateVersion7()}{path}", UriKind.Relative));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, parameter);
    }

    [Theory]
    [InlineData("UPDATE fraud.case_history SET note = 'nothing happened' WHERE case_id = {0}")]
    [InlineData("DELETE FROM fraud.case_history WHERE case_id = {0}")]
    public async Task History_cannot_be_changed_even_in_the_database(string sql)
    {
        var id = await fraud.CaseAsync(takenBy: _ann);

        var change = () => fraud.InDatabaseAsync(database => database.Database.ExecuteSqlRawAsync(sql, id));

        (await change.ShouldThrowAsync<Npgsql.PostgresException>()).Message.ShouldContain("append-only");
        ((int)(await fraud.CaseFileAsync(id))["historyCount"]!).ShouldBe(3);
    }

    [Fact]
    public async Task A_second_open_case_of_a_customer_is_refused_by_the_database()
    {
        await fraud.CaseAsync(customer: _customer);

        var second = () => fraud.InDatabaseAsync(database => database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO fraud.cases (id, customer_id, opened_at, due_at, alert_count, value_at_risk, highest_score, reason_codes, entry_count, file_count)
            SELECT gen_random_uuid(), customer_id, opened_at, due_at, 0, 0, 0, reason_codes, 0, 0 FROM fraud.cases WHERE customer_id = {_customer}
            """));

        (await second.ShouldThrowAsync<Npgsql.PostgresException>()).ConstraintName.ShouldBe("ix_cases_open");
    }
}
