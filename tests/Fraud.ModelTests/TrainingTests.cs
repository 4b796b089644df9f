using Fraud.Api.Domain.Features;
using Fraud.Training;
using Fraud.Training.Data;
using Fraud.Training.Protocol;
using Platform.Learning;
using Platform.Statistics;

namespace Fraud.ModelTests;

public sealed class TrainingTests
{
    private static readonly HandbookProtocol Protocol = new(new DateOnly(2018, 7, 25));
    private static readonly LightGbmSettings Small = FraudModelSettings.Chosen with { Trees = 10, Leaves = 7 };

    [Fact]
    public void Equal_rows_settings_and_seed_give_the_same_model_to_the_byte()
    {
        var (train, _) = FeatureRows.Of([.. Generated()], Protocol, FeatureSet.All);

        OnnxTrees.Write(FraudTrainer.Train(train, Small)).ShouldBe(OnnxTrees.Write(FraudTrainer.Train(train, Small)));
    }

    [Fact]
    public void It_learns_what_makes_a_payment_fraud()
    {
        var (train, test) = FeatureRows.Of([.. Generated()], Protocol, FeatureSet.All);

        var scores = FraudTrainer.Scores(FraudTrainer.Train(train, Small), test);

        Metrics.RocAuc(scores, test.Labels()).ShouldBeGreaterThan(.95);
    }

    [Fact]
    public void A_handful_of_payments_is_refused_with_their_number()
    {
        var (train, _) = FeatureRows.Of([.. Generated().Take(12)], Protocol, FeatureSet.All);

        Should.Throw<InputException>(() => FraudTrainer.Train(train, Small)).Message.ShouldContain("12 payments");
    }

    /// <summary>Three weeks of payments where those above 220 are fraud, each by a card of its own.</summary>
    private static IEnumerable<CardPayment> Generated()
    {
        var random = new Random(1);
        for (var i = 0; i < 6_000; i++)
        {
            var fraud = random.Next(30) == 0;
            var amount = fraud ? 221 + random.Next(200) : random.Next(1, 220);
            yield return new CardPayment(Protocol.TrainFrom.AddMinutes(i * 5), fraud ? 1_000 + i : random.Next(50), random.Next(40), amount, fraud);
        }
    }
}
