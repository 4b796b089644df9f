using CsCheck;
using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Fraud.Training.Features;

namespace Fraud.Tests.Training.Features;

public sealed class HistoryReplayPropertyTests
{
    private static readonly DateTimeOffset Start = new(2018, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_agrees_with_the_definition_on_any_stream()
    {
        int[] steps = [0, 1, 3_600, 43_200, 86_399, 86_400, 86_401, 7 * 86_400, 30 * 86_400];
        var payment = Gen.Select(Gen.Int[0, steps.Length - 1].Select(i => steps[i]), Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 100_000], Gen.Bool);

        payment.Array[1, 60].Sample(rows =>
        {
            var at = Start;
            var stream = rows
                .Select(row => new CardPayment(at = at.AddSeconds(row.Item1), row.Item2, row.Item3, row.Item4 / 100m, row.Item5))
                .ToArray();
            var replay = new HistoryReplay();
            for (var i = 0; i < stream.Length; i++)
            {
                replay.Next(stream[i]).ShouldBe(ByDefinition(stream.AsSpan(0, i + 1)));
            }
        });
    }

    /// <summary>The windows as they are defined, by looking at every payment up to the last.</summary>
    private static PointInTime ByDefinition(ReadOnlySpan<CardPayment> stream)
    {
        var (now, all) = (stream[^1], stream.ToArray());
        return new PointInTime(
            now.At,
            now.Amount,
            new CustomerHistory(
                Customer(1),
                Customer(7),
                Customer(30),
                Largest(all[..^1].Where(p => p.Customer == now.Customer && p.At > now.At.AddDays(-7))),
                Genuine([.. Known().Where(p => p.Customer == now.Customer && !p.Fraud)])),
            new TerminalHistory(Terminal(1), Terminal(7), Terminal(30), Run([.. Known().Where(p => p.Terminal == now.Terminal)])));

        CustomerWindow Customer(int days)
        {
            var window = all.Where(p => p.Customer == now.Customer && p.At > now.At.AddDays(-days)).ToArray();
            return new CustomerWindow(window.Length, window.Sum(p => p.Amount));
        }

        TerminalWindow Terminal(int days)
        {
            var until = now.At.AddDays(-7);
            var window = all.Where(p => p.Terminal == now.Terminal && p.At > until.AddDays(-days) && p.At <= until).ToArray();
            return new TerminalWindow(window.Length, window.Count(p => p.Fraud));
        }

        IEnumerable<CardPayment> Known() => all.Where(p => p.At > now.At.AddDays(-37) && p.At <= now.At.AddDays(-7));

        static decimal Largest(IEnumerable<CardPayment> payments) => payments.Select(p => p.Amount).DefaultIfEmpty().Max();

        static GenuinePayments Genuine(CardPayment[] payments) => new(payments.Length, payments.Sum(p => p.Amount), Largest(payments));

        static FraudRun Run(CardPayment[] known)
        {
            var run = known.Where(p => known.All(other => other.Fraud || other.At < p.At)).ToArray();
            return new FraudRun(run.Length, run.Sum(p => p.Amount), run.Length == 0 ? null : run.Min(p => p.At));
        }
    }
}
