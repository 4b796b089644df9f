using System.Net.Http.Json;
using CsCheck;
using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Fraud.Training.Features;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

/// <summary>
/// As <see cref="OnlineFeaturesTests"/>, for whatever streams come up: payments in order of time, at the edges of windows more
/// often than not. With every label in within a week that is what training sees; with later ones, what a backtest sees.
/// </summary>
[Collection(FraudCollection.Name)]
public sealed class OnlineEqualsOfflineTests(FraudFixture fraud)
{
    private const int Streams = 8;
    private const int LongestStream = 40;

    private static readonly TimeSpan AWeek = FeatureWindows.LabelDelay;
    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(1); // the smallest that is stored

    private static readonly Gen<TimeSpan> Gap = Gen.OneOf(
        Gen.OneOf(TimeSpan.Zero, Moment, TimeSpan.FromHours(3), TimeSpan.FromHours(12)),
        Gen.OneOf(FeatureWindows.Day, AWeek, FeatureWindows.Month).Select(Gen.Int[-1, 1], (edge, off) => edge + (off * Moment)),
        Gen.Int[1, 3 * 24 * 3600].Select(seconds => TimeSpan.FromSeconds(seconds)));

    private static readonly Gen<TimeSpan?> Delay = Gen.OneOf(
        Gen.OneOf<TimeSpan?>(null, TimeSpan.Zero, AWeek, AWeek + Moment, 2 * AWeek),
        Gen.Int[0, 20 * 24].Select(hours => (TimeSpan?)TimeSpan.FromHours(hours)));

    private static readonly Gen<Step> AStep = Gen.Select(Gap, Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[1, 50_000], Gen.Int[0, 2], Delay)
        .Select((gap, customer, terminal, cents, fraud, delay) => new Step(gap, customer, terminal, cents / 100m, fraud == 0, delay));

    private static readonly Gen<(Step[] Steps, bool Prompt)> Stream = Gen.Select(AStep.Array[LongestStream / 2, LongestStream], Gen.Bool);

    [Fact]
    public Task What_the_service_computes_is_what_training_and_backtests_compute() => Stream.SampleAsync(
        stream => CheckAsync([.. stream.Steps.Select(step => stream.Prompt ? step.Promptly() : step)], stream.Prompt), iter: Streams, threads: 1);

    private async Task CheckAsync(Step[] stream, bool prompt)
    {
        var run = Requests.NewId("stream");
        var (backtest, training) = (new RollingHistory<int>(), new HistoryReplay());
        var labels = new PriorityQueue<(string Id, DateTimeOffset At, bool Fraud), DateTimeOffset>();
        var at = (Requests.Now - stream.Aggregate(TimeSpan.FromDays(1), (sum, step) => sum + step.Gap)).ToUniversalTime();
        at -= TimeSpan.FromTicks(at.Ticks % TimeSpan.TicksPerSecond);

        foreach (var (number, step) in stream.Index())
        {
            at += step.Gap;
            await LabelAsync(labels, at);
            var id = $"{run}:{number}";
            await fraud.ScoreAsync(Requests.Payment(id, $"{run}:c{step.Customer}", $"{run}:t{step.Terminal}", step.Amount, at));
            if (step.LabelAfter is { } delay)
            {
                labels.Enqueue((id, at + delay, step.Fraud), at + delay);
            }

            var online = await fraud.InDatabaseAsync(database => database.Decisions
                .Where(decision => decision.TransactionId == id).Select(decision => decision.Features).SingleAsync());
            var said = $"payment {number} at {at:O} of {string.Join("; ", stream.Take(number + 1))}";
            online.ShouldBe(
                FeatureSet.All.Vector(backtest.Next(at, step.Customer, step.Terminal, step.Amount, step.Fraud ? at + step.LabelAfter : null)), said);
            if (prompt)
            {
                online.ShouldBe(FeatureSet.All.Vector(training.Next(new CardPayment(at, step.Customer, step.Terminal, step.Amount, step.Fraud))), said);
            }
        }
    }

    private async Task LabelAsync(PriorityQueue<(string Id, DateTimeOffset At, bool Fraud), DateTimeOffset> labels, DateTimeOffset now)
    {
        using var analyst = fraud.Analyst;
        while (labels.TryPeek(out var label, out var known) && known <= now)
        {
            labels.Dequeue();
            using var labelled = await analyst.PostAsJsonAsync("/v1/labels", Requests.Label(label.Id, label.Fraud ? "chargeback" : "genuine", label.At));
            await labelled.ReadOkAsync();
        }
    }

    /// <param name="Gap">Since the payment before.</param>
    /// <param name="LabelAfter">When it becomes known what it was; null: never.</param>
    private sealed record Step(TimeSpan Gap, int Customer, int Terminal, decimal Amount, bool Fraud, TimeSpan? LabelAfter)
    {
        /// <summary>With a label within the week; what is not fraud needs none.</summary>
        public Step Promptly() => this with
        {
            LabelAfter = LabelAfter is { } delay ? TimeSpan.FromTicks(Math.Min(delay.Ticks, AWeek.Ticks)) : Fraud ? AWeek : null,
        };
    }
}
