using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Inference;

namespace Fraud.FunctionalTests.Features.RunBacktest;

/// <summary>What a backtest takes as known at each payment.</summary>
[Collection(FraudCollection.Name)]
public sealed class BacktestFactsTests(FraudFixture fraud) : BacktestCalls(fraud)
{
    [Fact]
    public async Task A_model_scores_imported_history_from_what_was_known_at_each_payment()
    {
        var from = Day(2020, 3, 1);
        var stored = await Fraud.StoreAsync(from, payments: 500, days: 50, decided: false, customers: 15);

        var (_, report) = await ReportAsync(Request(from.AddDays(20), 30, model: FraudFixture.Other));

        // The facts by their definition, one payment at a time; the candidate is the serving model under another version.
        var models = Fraud.Services.GetRequiredKeyedService<ModelHost>("fraud");
        var history = new RollingHistory<string>();
        var judged = stored.ToDictionary(p => p.Id, p => models.Judge(history.Next(
            p.At, p.CustomerId, p.TerminalId, p.BaseAmount, p.Verdict == Verdict.Chargeback ? p.LabelledAt : null)).Outcome);
        var naive = Naive([.. stored.Where(p => p.At >= from.AddDays(20))], p => judged[p.Id]);
        Counts(report["candidate"]!).ShouldBe(naive);
        Counts(report["live"]!).ShouldBe(naive);
        ((int)report["imported"]!, (int)report["changed"]!, (string?)report["liveModelVersion"]).ShouldBe((300, 0, FraudFixture.Shipped));
        (naive.Reviews + naive.Declines).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Facts_made_anew_are_those_that_the_decisions_recorded()
    {
        var from = Day(2021, 4, 1);
        await Fraud.StoreAsync(from, payments: 200, days: 20, customers: 10);
        var request = Request(from, 20, model: FraudFixture.Other);
        var (_, recorded) = await ReportAsync(request);
        request["computeFacts"] = true;

        var (_, computed) = await ReportAsync(request);

        JsonNode.DeepEquals(recorded, computed).ShouldBeTrue();
    }

    [Fact]
    public async Task Decisions_that_were_made_before_facts_were_kept_get_them_from_the_history()
    {
        var from = Day(2021, 11, 1);
        var stored = await Fraud.StoreAsync(from, payments: 500, days: 50, customers: 15);
        var request = Request(from.AddDays(20), 30, model: FraudFixture.Other);
        var (_, recorded) = await ReportAsync(request);
        // The last twenty days have them all the same: the stream begins in the middle.
        string[] old = [.. stored.Where(p => p.At < from.AddDays(30)).Where((_, i) => i % 2 == 1).Select(p => p.Id)];
        await Fraud.InDatabaseAsync(database => database.Database.ExecuteSqlAsync($"UPDATE fraud.decisions SET facts = '{{}}' WHERE transaction_id = ANY({old})"));

        var (_, report) = await ReportAsync(request);

        ((int)report["decided"]!, (int)report["imported"]!).ShouldBe((300, 0));
        JsonNode.DeepEquals(recorded, report).ShouldBeTrue();
    }

    [Fact]
    public async Task A_payment_that_came_late_is_in_the_facts_that_are_made_anew_and_not_in_those_recorded()
    {
        var noon = Day(2022, 4, 1).AddHours(12);
        var (late, decided) = (Payment("late", noon, recordedAt: noon.AddHours(2)), Payment("late", noon.AddHours(1)));
        // Decided before anybody had heard of the other one.
        decided.Decision = decided.Decided(.1f, new RollingHistory<string>().Next(decided.At, decided.CustomerId, decided.TerminalId, decided.Amount, null));
        await KeepAsync(late, decided);
        await RulesAsync(7_101, "customer_payments_1d >= 2");

        (await DeclinesAsync(7_101, noon, computeFacts: false)).ShouldBe(0);
        (await DeclinesAsync(7_101, noon, computeFacts: true)).ShouldBe(1);
    }

    [Fact]
    public async Task A_label_counts_from_the_time_that_its_sender_gave_it_also_where_it_was_sent_much_later()
    {
        var noon = Day(2022, 5, 1).AddHours(12);
        var (stolen, decided) = (Payment("backdated", noon.AddDays(-9)), Payment("backdated", noon));
        var history = new RollingHistory<string>();
        history.Next(stolen.At, stolen.CustomerId, stolen.TerminalId, stolen.Amount, fraudKnownAt: null);
        decided.Decision = decided.Decided(.1f, history.Next(decided.At, decided.CustomerId, decided.TerminalId, decided.Amount, null));
        await KeepAsync(stolen, decided);
        await RulesAsync(7_102, "terminal_fraud_run >= 1");
        (await DeclinesAsync(7_102, noon, computeFacts: true)).ShouldBe(0);

        // Years later its sender says that it was known the day after the payment.
        using var analyst = Fraud.Analyst;
        using var labelled = await analyst.PostAsJsonAsync("/v1/labels", Requests.Label(stolen.Id, at: stolen.At.AddDays(1)));
        labelled.EnsureSuccessStatusCode();

        (await DeclinesAsync(7_102, noon, computeFacts: true)).ShouldBe(1);
        (await DeclinesAsync(7_102, noon, computeFacts: false)).ShouldBe(0);
    }

    private static Transaction Payment(string who, DateTimeOffset at, DateTimeOffset? recordedAt = null) => new()
    {
        Id = Requests.NewId(),
        CustomerId = $"customer-{who}",
        TerminalId = $"terminal-{who}",
        Amount = 50,
        BaseAmount = 50,
        Currency = "EUR",
        At = at,
        RecordedAt = recordedAt ?? at,
    };

    private Task<int> KeepAsync(params Transaction[] payments) => Fraud.InDatabaseAsync(database =>
    {
        database.Transactions.AddRange(payments);
        return database.SaveChangesAsync();
    });

    private async Task<int> DeclinesAsync(int rules, DateTimeOffset from, bool computeFacts)
    {
        var request = Request(from, 1, rules: rules);
        request["computeFacts"] = computeFacts;
        var (_, report) = await ReportAsync(request);
        return (int)report["candidate"]!["declines"]!;
    }
}
