using CsCheck;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Backtesting;
using Fraud.Api.Domain.Measuring;

namespace Fraud.Tests.Domain.Backtesting;

public sealed class BacktestTallyTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void By_hand()
    {
        var tally = new BacktestTally(cards: 2);
        tally.Add(Payment(0, "a", 100, true, Outcome.Approve, Outcome.Decline));
        tally.Add(Payment(0, "b", 10, false, Outcome.Decline, Outcome.Review));
        tally.Add(Payment(0, "c", 20, null, Outcome.Review, Outcome.Review));
        tally.Add(Payment(1, "b", 30, false, Outcome.Decline, Outcome.Approve));
        tally.Add(Payment(1, "d", 40, true, Outcome.Review, Outcome.Review, imported: true, atDeadline: true));

        var report = tally.Report("1.0.0");

        (report.Days, report.Payments, report.Decided, report.Imported, report.Labelled, report.Changed).ShouldBe((2, 5, 4, 1, 4, 3));
        report.DeadlinesMissed.ShouldBe(1);
        report.Frauds.ShouldBe(new NumberAndValue(2, 140));
        // Live: day 0 checks b (declined) before a; day 1 checks b and d. Found: a (second of two) and d.
        report.Live.ShouldBe(new BacktestSide(2, 2, 2, new(1, 40), new(2, 40), 0, 1, CardPrecision: .5));
        report.Candidate.ShouldBe(new BacktestSide(3, 1, 2, new(2, 140), new(0, 0), 1, 0, CardPrecision: .5));
        report.Difference.ShouldBe(new BacktestDifference(0, new(1, 100), new(-2, -40), 1, -1, 0));
        report.ByDay[0].ShouldBe(new BacktestDay(new DateOnly(2026, 1, 5), 3, 1, 2, 0, 3, 1));
    }

    [Fact]
    public void The_first_cards_of_a_stream_are_those_of_the_handbook()
    {
        var row = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 6], Gen.Bool, Gen.Int[0, 1_000_000]);
        Gen.Select(row.Array[1, 40], Gen.Int[1, 5]).Sample((rows, k) =>
        {
            rows = [.. rows.OrderBy(r => r.Item1)];
            var stream = new TopCards(k);
            for (var i = 0; i < rows.Length; i++)
            {
                if (i > 0 && rows[i].Item1 != rows[i - 1].Item1)
                {
                    stream.EndDay();
                }

                stream.Add($"{rows[i].Item2}", rows[i].Item4 / 1e6f, rows[i].Item3);
            }

            stream.EndDay();

            stream.Precision!.Value.ShouldBe(
                new CardPrecision([.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)], [.. rows.Select(r => r.Item3)], [.. rows.Select(r => r.Item4 / 1e6f)]).At(k), 1e-12);
        });
    }

    private static JudgedPayment Payment(
        int day, string customer, decimal amount, bool? fraud, Outcome live, Outcome candidate, bool imported = false, bool atDeadline = false) =>
        new(Day.AddDays(day), customer, amount, fraud, imported, atDeadline, (.5f, live), (.5f, candidate));
}
