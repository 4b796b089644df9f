using System.Text.Json.Nodes;
using Fraud.Api.Domain;

namespace Fraud.FunctionalTests.Features.RunBacktest;

[Collection(FraudCollection.Name)]
public sealed class RunBacktestTests(FraudFixture fraud) : BacktestCalls(fraud)
{
    [Fact]
    public async Task Thresholds_are_tried_on_decisions_and_reported_as_a_naive_count_has_it()
    {
        var from = Day(2021, 3, 1);
        var stored = await Fraud.StoreAsync(from, payments: 400, days: 8);

        var (id, report) = await ReportAsync(Request(from, 8, thresholds: (.2, .6)));

        var (live, candidate) = (Naive(stored, p => RiskHistory.Thresholds.Decide(p.Decision!.Score)), Naive(stored, p => new Thresholds(.2, .6).Decide(p.Decision!.Score)));
        Counts(report["live"]!).ShouldBe(live);
        Counts(report["candidate"]!).ShouldBe(candidate);
        ((int)report["payments"]!, (int)report["decided"]!, (int)report["days"]!).ShouldBe((400, 400, 8));
        ((decimal)report["difference"]!["fraudCaught"]!["value"]!).ShouldBe(candidate.CaughtValue - live.CaughtValue);
        report["byDay"]!.AsArray().Sum(day => (int)day!["candidateAlerts"]!).ShouldBe(candidate.Reviews + candidate.Declines);
        var status = await GetAsync($"/v1/backtests/{id}");
        ((string?)status["state"], (double)status["progress"]!, (string?)status["requestedBy"]).ShouldBe(("completed", 1.0, "rita"));
    }

    [Fact]
    public async Task What_senders_were_told_at_the_deadline_is_what_happened_whoever_would_have_decided()
    {
        var from = Day(2021, 6, 1);
        var stored = await Fraud.StoreAsync(
            from, payments: 200, days: 4, answeredAs: i => i % 5 == 0 ? Outcome.Approve : i % 7 == 0 ? Outcome.Decline : null);

        var (_, report) = await ReportAsync(Request(from, 4, thresholds: (.2, .6)));

        Counts(report["live"]!).ShouldBe(Naive(stored, p => p.Decision!.AnsweredAs ?? p.Decision.Outcome));
        Counts(report["candidate"]!).ShouldBe(Naive(stored, p => p.Decision!.AnsweredAs ?? new Thresholds(.2, .6).Decide(p.Decision.Score)));
        ((int)report["deadlinesMissed"]!).ShouldBe(stored.Count(p => p.Decision!.AnsweredAs is not null));
    }

    [Fact]
    public async Task Rules_are_tried_on_top_of_what_the_model_said()
    {
        var from = Day(2021, 5, 1);
        var stored = await Fraud.StoreAsync(from, payments: 100, days: 2);
        const int version = 7_001;
        await RulesAsync(version, "amount >= 500");

        var (_, report) = await ReportAsync(Request(from, 2, rules: version));

        Counts(report["candidate"]!).ShouldBe(Naive(stored, p => p.Amount >= 500 ? Outcome.Decline : p.Decision!.Outcome));
    }
}
