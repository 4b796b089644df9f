using Fraud.Training.Data;
using Fraud.Training.Protocol;

namespace Fraud.Tests.Training.Protocol;

public sealed class TestWeeksTests
{
    private static readonly HandbookProtocol Protocol = new(new DateOnly(2018, 7, 25));

    [Fact]
    public void Several_weeks_are_measured_by_the_mean_of_each()
    {
        var (first, second) = (Week(Protocol, seed: 1), Week(Protocol.Later(1), seed: 2));

        var measured = new TestWeeks([first, second]).Measure();

        measured.Auc.Value.ShouldBe((first.Auc() + second.Auc()) / 2, 1e-12);
        measured.AveragePrecision.Value.ShouldBe((first.AveragePrecision() + second.AveragePrecision()) / 2, 1e-12);
        measured.CardPrecision.Value.ShouldBe((first.CardPrecision() + second.CardPrecision()) / 2, 1e-12);
    }

    [Fact]
    public void An_interval_holds_the_value_and_narrows_with_the_weeks()
    {
        var weeks = Enumerable.Range(0, 4).Select(week => Week(Protocol.Later(week), seed: week)).ToArray();

        var (one, four) = (weeks[0].Measure().Auc, new TestWeeks(weeks).Measure().Auc);

        one.Value.ShouldBeInRange(one.Low, one.High);
        four.Value.ShouldBeInRange(four.Low, four.High);
        four.Width.ShouldBeLessThan(one.Width);
    }

    /// <summary>A week of 300 payments by 100 cards, a tenth of them fraud, with scores that tell some of it.</summary>
    private static ScoredRows Week(HandbookProtocol protocol, int seed)
    {
        var random = new Random(seed);
        var payments = Enumerable.Range(0, 300)
            .Select(i => new CardPayment(protocol.TestFrom.AddMinutes(i * 30), random.Next(100), 1, 10, random.Next(10) == 0))
            .ToArray();
        return new ScoredRows(
            protocol, new FeatureRows(payments, []), [.. payments.Select(payment => random.NextSingle() + (payment.Fraud ? .3f : 0))]);
    }
}
