using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Fraud.Training.Protocol;

namespace Fraud.Tests.Training.Protocol;

public sealed class HandbookProtocolTests
{
    private static readonly HandbookProtocol Protocol = new(new DateOnly(2018, 7, 25));

    [Fact]
    public void Seven_days_of_training_seven_of_delay_and_seven_of_test()
    {
        Protocol.TrainUntil.ShouldBe(Day(7));
        Protocol.TestFrom.ShouldBe(Day(14));
        Protocol.TestUntil.ShouldBe(Day(21));
        Protocol.TestDay(Day(14)).ShouldBe(0);
        Protocol.TestDay(Day(21).AddSeconds(-1)).ShouldBe(6);
    }

    [Fact]
    public void Validation_ends_before_the_test_begins() =>
        Protocol.Earlier(2).TestUntil.ShouldBe(Protocol.TrainUntil);

    [Fact]
    public void The_next_week_is_tested_on_the_days_that_follow() => Protocol.Later(1).TestFrom.ShouldBe(Protocol.TestUntil);

    [Theory]
    [InlineData(-1, null)] // before the training days
    [InlineData(0, 0)]
    [InlineData(6, 0)]
    [InlineData(7, 1)] // first day of the delay: known a week later, on the second test day
    [InlineData(12, 6)]
    [InlineData(14, null)] // in the test itself
    public void A_card_is_known_as_compromised_a_delay_after_its_fraud(int day, int? knownOnTestDay)
    {
        var compromised = Protocol.CompromisedFrom([Fraud(day, card: 3)]);

        compromised.TryGetValue(3, out var from).ShouldBe(knownOnTestDay is not null);
        from.ShouldBe(knownOnTestDay ?? 0);
    }

    [Fact]
    public void The_first_fraud_counts() =>
        Protocol.CompromisedFrom([Fraud(12, card: 3), Fraud(8, card: 3), Fraud(10, card: 3)])[3].ShouldBe(2);

    [Fact]
    public void Compromised_cards_leave_the_test_and_nothing_else_does()
    {
        CardPayment[] payments =
        [
            Fraud(3, card: 1), Genuine(3, card: 2), Fraud(9, card: 4), // training and delay
            Genuine(15, card: 1), Genuine(15, card: 2), // card 1 is known
            Genuine(16, card: 4), Genuine(17, card: 4), // card 4 is known from test day 3 on
            Genuine(21, card: 2), // after the test
        ];

        var (train, test) = FeatureRows.Of(payments, Protocol, FeatureSet.All);

        train.Payments.Select(payment => payment.Customer).ShouldBe([1, 2]);
        test.Payments.ShouldBe([Genuine(15, card: 2), Genuine(16, card: 4)]);
        test.Values.Length.ShouldBe(2 * FeatureSet.All.Names.Length);
        test.Frauds.ShouldBe(0);
    }

    private static DateTimeOffset Day(int day) => new DateTimeOffset(2018, 7, 25, 0, 0, 0, TimeSpan.Zero).AddDays(day);

    private static CardPayment Fraud(int day, int card) => new(Day(day), card, 1, 10, true);

    private static CardPayment Genuine(int day, int card) => new(Day(day), card, 1, 10, false);
}
