using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Fraud.Training.Features;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

/// <summary>What the model was trained on is what it is served: the same features, to the bit, from SQL and from the file.</summary>
[Collection(FraudCollection.Name)]
public sealed class OnlineFeaturesTests(FraudFixture fraud)
{
    private const int Payments = 300;
    private static readonly TimeSpan LabelsArriveAfter = TimeSpan.FromDays(6);

    [Fact]
    public async Task Online_features_equal_offline_features_when_labels_arrive_within_a_week()
    {
        var run = Requests.NewId("stream");
        var stream = Stream().ToArray();
        var replay = new HistoryReplay();
        var labels = new Queue<(DateTimeOffset At, string Id, bool Fraud)>();
        using var analyst = fraud.Analyst;

        foreach (var (payment, number) in stream.Select((payment, number) => (payment, number)))
        {
            while (labels.TryPeek(out var label) && label.At <= payment.At)
            {
                labels.Dequeue();
                using var labelled = await analyst.PostAsJsonAsync(
                    "/v1/labels", Requests.Label(label.Id, label.Fraud ? "chargeback" : "genuine", label.At));
                await labelled.ReadOkAsync();
            }

            var id = $"{run}:{number}";
            await fraud.ScoreAsync(Requests.Payment(
                id, $"{run}:c{payment.Customer}", $"{run}:t{payment.Terminal}", payment.Amount, payment.At));
            labels.Enqueue((payment.At + LabelsArriveAfter, id, payment.Fraud));

            Values(await fraud.GetAsync(id)).ShouldBe(FeatureSet.All.Vector(replay.Next(payment)), $"payment {number} at {payment.At:O}");
        }
    }

    /// <summary>Few customers and terminals over seven weeks, with payments at the very edges of the windows.</summary>
    private static IEnumerable<CardPayment> Stream()
    {
        var random = new Random(20180725);
        var at = Requests.Now.AddDays(-50).ToUniversalTime();
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
        TimeSpan[] steps =
        [
            TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(7), TimeSpan.FromHours(3), TimeSpan.FromHours(12),
        ];
        for (var i = 0; i < Payments; i++)
        {
            yield return new CardPayment(at, random.Next(3), random.Next(2), random.Next(1, 50_000) / 100m, random.Next(4) == 0);
            // Whole days later now and then: those are where "after" and "at or after" differ.
            at += i % 40 == 39 ? TimeSpan.FromDays(1) : steps[random.Next(steps.Length)];
        }
    }

    private static float[] Values(JsonObject transaction) =>
        [.. transaction["decision"]!["features"]!.AsArray().Select(feature => (float)feature!["value"]!)];
}
