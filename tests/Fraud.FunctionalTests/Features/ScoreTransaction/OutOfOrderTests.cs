using System.Text.Json.Nodes;
using CsCheck;
using Fraud.Api.Domain.Features;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

/// <summary>
/// What holds when payments come in any order: each is decided on all payments of its customer and terminal that were
/// recorded before it and whose time is not after its own. In order of their times, that is what training sees.
/// </summary>
[Collection(FraudCollection.Name)]
public sealed class OutOfOrderTests(FraudFixture fraud)
{
    private const int Streams = 4;

    private static readonly Gen<Step[]> Stream = Gen.Select(
        Gen.Int[0, 45 * 24], Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[1, 50_000],
        (hours, customer, terminal, cents) => new Step(hours, customer, terminal, cents / 100m)).Array[25];

    [Fact]
    public Task A_payment_is_decided_on_what_was_recorded_before_it_and_is_not_later() =>
        Stream.SampleAsync(CheckAsync, iter: Streams, threads: 1);

    private async Task CheckAsync(Step[] stream)
    {
        var run = Requests.NewId("mixed");
        var origin = Requests.Now.AddDays(-50);
        var before = new List<Step>();
        foreach (var step in stream)
        {
            var id = $"{run}:{before.Count}";
            await fraud.ScoreAsync(Requests.Payment(
                id, $"{run}:c{step.Customer}", $"{run}:t{step.Terminal}", step.Amount, origin.AddHours(step.Hours)));

            var features = (await fraud.GetAsync(id))["decision"]!["features"]!.AsArray();
            var said = string.Join("; ", stream.Take(before.Count + 1));
            foreach (var (days, name) in new[] { (1, "1d"), (7, "7d"), (30, "30d") })
            {
                var customers = Within(before, step, days, delay: 0).Where(other => other.Customer == step.Customer).Append(step).ToArray();
                var terminals = Within(before, step, days, FeatureWindows.LabelDelay.Days).Where(other => other.Terminal == step.Terminal);
                Value(features, $"customer_payments_{name}").ShouldBe(customers.Length, said);
                Value(features, $"customer_mean_amount_{name}").ShouldBe((float)((double)customers.Sum(c => c.Amount) / customers.Length), said);
                Value(features, $"terminal_payments_{name}").ShouldBe(terminals.Count(), said);
            }

            before.Add(step);
        }
    }

    private static IEnumerable<Step> Within(IEnumerable<Step> before, Step now, int days, int delay)
    {
        var until = now.Hours - delay * 24;
        return before.Where(other => other.Hours > until - days * 24 && other.Hours <= until);
    }

    private static float Value(JsonArray features, string name) =>
        (float)features.Single(feature => (string)feature!["name"]! == name)!["value"]!;

    private sealed record Step(int Hours, int Customer, int Terminal, decimal Amount);
}
