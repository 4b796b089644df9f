using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Shadowing;
using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Platform.Statistics;

namespace Fraud.FunctionalTests.Features.CompareShadow;

[Collection(FraudCollection.Name)]
public sealed class ShadowReportTests(FraudFixture fraud)
{
    [Fact]
    public async Task What_a_shadow_scores_is_kept_and_told_once()
    {
        await using var told = await fraud.Broker.SubscribeAsync(ModelShadowed.Type);
        using var operators = fraud.Operator;
        using var set = await operators.PutAsync($"/v1/models/fraud/shadow/{FraudFixture.Other}", content: null);
        set.EnsureSuccessStatusCode();
        try
        {
            var payment = Requests.Payment();
            var decision = await fraud.ScoreAsync(payment);

            var kept = await Eventually.GetAsync(
                () => fraud.InDatabaseAsync(database => database.ShadowScores.AsNoTracking().SingleOrDefaultAsync(score => score.TransactionId == payment.Id())),
                "the score is kept");
            (kept.LiveVersion, kept.ShadowVersion, kept.LiveScore, kept.Score).ShouldBe(
                (FraudFixture.Shipped, FraudFixture.Other, (float)decision["score"]!, (float)decision["score"]!));
            var message = await Eventually.GetAsync(
                async () => await told.TryNextAsync() is { } next
                    && next.Read(FraudContractsJson.Default.ModelShadowed).Scores.Any(score => score.TransactionId == payment.Id()) ? next : null,
                "the event comes");
            message.Envelope!.Subject.ShouldBe(FraudFixture.Other);
        }
        finally
        {
            using var ended = await operators.DeleteAsync("/v1/models/fraud/shadow");
        }
    }

    [Fact]
    public async Task The_report_is_a_naive_computation_on_what_is_labelled()
    {
        var from = new DateTimeOffset(2017, 2, 1, 0, 0, 0, TimeSpan.Zero);
        var stored = await fraud.StoreAsync(from, payments: 300, days: 5);
        var shadow = await ShadowAsync(stored);
        await fraud.InDatabaseAsync(database =>
        {
            // One whose decision was never committed.
            database.ShadowScores.Add(new ShadowedScore
            {
                TransactionId = Requests.NewId(),
                LiveVersion = FraudFixture.Shipped,
                LiveScore = .5f,
                ShadowVersion = FraudFixture.Other,
                Score = .5f,
                ScoredAt = from,
                RecordedAt = from,
            });
            return database.SaveChangesAsync();
        });

        var report = await GetAsync($"/v1/shadow-report?version={FraudFixture.Other}&from=2017-02-01T00:00:00Z&until=2017-02-06T00:00:00Z&cards=10");

        var labelled = stored.Where(p => p.Verdict is not null).ToArray();
        float[] labels = [.. labelled.Select(p => p.IsFraud() == true ? 1f : 0f)];
        var (auc, alerts) = (report["measures"]![0]!, report["measures"]![3]!);
        ((int)report["payments"]!, (int)report["labelled"]!, (int)report["frauds"]!).ShouldBe((300, labelled.Length, labels.Count(label => label > 0)));
        ((double)auc["live"]!["value"]!).ShouldBe(Metrics.RocAuc([.. labelled.Select(p => p.Decision!.Score)], labels), 1e-9);
        ((double)auc["shadow"]!["value"]!).ShouldBe(Metrics.RocAuc([.. labelled.Select(p => shadow[p.Id])], labels), 1e-9);
        ((double)auc["difference"]!["low"]!).ShouldBeLessThan((double)auc["difference"]!["high"]!);
        ((double)alerts["live"]!["value"]!).ShouldBe(stored.Count(p => p.Decision!.Score >= RiskHistory.Thresholds.Review) / 5.0, 1e-9);
        ((double)report["agreement"]!["value"]!).ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task Labels_that_come_in_change_the_report()
    {
        var from = new DateTimeOffset(2017, 4, 1, 0, 0, 0, TimeSpan.Zero);
        var stored = await fraud.StoreAsync(from, payments: 200, days: 4);
        await ShadowAsync(stored);
        var path = $"/v1/shadow-report?version={FraudFixture.Other}&from=2017-04-01T00:00:00Z&until=2017-04-05T00:00:00Z";
        var before = await GetAsync(path);
        var late = stored.Where(p => p.Verdict is null).ToArray();

        using var analyst = fraud.Analyst;
        foreach (var (i, payment) in late.Index())
        {
            using var labelled = await analyst.PostAsJsonAsync("/v1/labels", Requests.Label(payment.Id, i % 2 == 0 ? "chargeback" : "genuine"));
            labelled.EnsureSuccessStatusCode();
        }

        var after = await GetAsync(path);
        ((int)before["labelled"]!, (int)after["labelled"]!).ShouldBe((200 - late.Length, 200));
        ((int)after["frauds"]!).ShouldBe((int)before["frauds"]! + ((late.Length + 1) / 2));
        foreach (var measure in (int[])[0, 1])
        {
            foreach (var side in (string[])["live", "shadow", "difference"])
            {
                var (then, now) = (before["measures"]![measure]![side]!, after["measures"]![measure]![side]!);
                ((double)now["low"]!).ShouldBeLessThanOrEqualTo((double)now["value"]!);
                ((double)now["value"]!).ShouldBeLessThanOrEqualTo((double)now["high"]!);
                JsonNode.DeepEquals(then, now).ShouldBeFalse($"{after["measures"]![measure]!["name"]}, {side}");
            }
        }

        // Alerts are counted on all payments, labelled or not.
        JsonNode.DeepEquals(before["measures"]![3], after["measures"]![3]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_not_found_and_none_is_refused()
    {
        using var client = fraud.CreateClient(role: "risk-manager");

        using var unknown = await client.GetAsync("/v1/shadow-report?version=9.9.9");
        using var none = await client.GetAsync("/v1/shadow-report");

        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
        await none.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_time_with_an_offset_is_the_moment_that_it_names() =>
        ((int)(await GetAsync($"/v1/shadow-report?version={FraudFixture.Other}&from=2001-01-01T00:00:00%2B14:00&until=2001-01-02T00:00:00-11:30"))["payments"]!)
            .ShouldBe(0);

    private async Task<Dictionary<string, float>> ShadowAsync(Transaction[] payments)
    {
        var random = new SplitMix64(9);
        var scores = payments.ToDictionary(p => p.Id, p => Math.Clamp(p.Decision!.Score + ((random.NextSingle() - .5f) * .4f), .001f, .999f));
        await fraud.InDatabaseAsync(database =>
        {
            database.ShadowScores.AddRange(payments.Select(p => new ShadowedScore
            {
                TransactionId = p.Id,
                LiveVersion = FraudFixture.Shipped,
                LiveScore = p.Decision!.Score,
                ShadowVersion = FraudFixture.Other,
                Score = scores[p.Id],
                ScoredAt = p.At,
                RecordedAt = p.At,
            }));
            return database.SaveChangesAsync();
        });
        return scores;
    }

    private async Task<JsonObject> GetAsync(string path)
    {
        using var client = fraud.CreateClient(role: "risk-manager");
        using var response = await client.GetAsync(path);
        return await response.ReadOkAsync();
    }
}
