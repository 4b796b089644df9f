using CsCheck;
using Fraud.Api.Domain.Features;

namespace Fraud.Tests.Domain.Features;

public sealed class RollingHistoryTests
{
    private static readonly DateTimeOffset Start = new(2018, 4, 1, 0, 0, 0, TimeSpan.Zero);

    private sealed record Row(DateTimeOffset At, int Customer, int Terminal, decimal Amount, DateTimeOffset? KnownAt);

    [Fact]
    public void A_fraud_counts_from_when_it_was_known()
    {
        var history = new RollingHistory<int>();
        history.Next(Start, 1, 1, 10, fraudKnownAt: Start.AddDays(20));

        // It is in the month's window from day 7 to day 37, and known from day 20 on.
        history.Next(Start.AddDays(19), 2, 1, 10, null).Terminal.Month.ShouldBe(new TerminalWindow(1, 0));
        history.Next(Start.AddDays(20), 2, 1, 10, null).Terminal.Month.ShouldBe(new TerminalWindow(1, 1));
    }

    [Fact]
    public void It_agrees_with_the_definition_on_any_stream()
    {
        int[] steps = [0, 1, 43_200, 86_400, 7 * 86_400];
        var row = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 1_000], Gen.Int[-20, 60]);
        row.Array[1, 220].Sample(rows =>
        {
            var at = Start;
            Row[] stream =
            [
                .. rows.Select(r => new Row(
                    at = at.AddSeconds(steps[Math.Max(0, r.Item1 - 5)]), r.Item2, r.Item3, r.Item4, r.Item5 < 0 ? null : at.AddDays(r.Item5))),
            ];
            var history = new RollingHistory<int>();
            for (var i = 0; i < stream.Length; i++)
            {
                var now = stream[i];
                history.Next(now.At, now.Customer, now.Terminal, now.Amount, now.KnownAt).ShouldBe(ByDefinition(stream.AsSpan(0, i + 1)));
            }
        });
    }

    private static PointInTime ByDefinition(ReadOnlySpan<Row> stream)
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
                Genuine([.. Seen().Where(p => p.Customer == now.Customer && !(p.KnownAt <= now.At))])),
            new TerminalHistory(Terminal(1), Terminal(7), Terminal(30), Run([.. Seen().Where(p => p.Terminal == now.Terminal)])));

        CustomerWindow Customer(int days)
        {
            var window = all.Where(p => p.Customer == now.Customer && p.At > now.At.AddDays(-days)).ToArray();
            return new CustomerWindow(window.Length, window.Sum(p => p.Amount));
        }

        TerminalWindow Terminal(int days)
        {
            var until = now.At.AddDays(-7);
            var window = all.Where(p => p.Terminal == now.Terminal && p.At > until.AddDays(-days) && p.At <= until).ToArray();
            return new TerminalWindow(window.Length, window.Count(p => p.KnownAt <= now.At));
        }

        IEnumerable<Row> Seen() => all.Where(p => p.At > now.At.AddDays(-37) && p.At <= now.At.AddDays(-7));

        static decimal Largest(IEnumerable<Row> payments) => payments.Select(p => p.Amount).DefaultIfEmpty().Max();

        static GenuinePayments Genuine(Row[] payments) => new(payments.Length, payments.Sum(p => p.Amount), Largest(payments));

        FraudRun Run(Row[] seen)
        {
            var run = seen.Where(p => seen.All(other => other.KnownAt <= now.At || other.At < p.At)).ToArray();
            return new FraudRun(run.Length, run.Sum(p => p.Amount), run.Length == 0 ? null : run.Min(p => p.At));
        }
    }
}
