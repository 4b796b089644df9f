using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Platform.Inference;

namespace Fraud.ModelTests;

public sealed class ShippedModelTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2018, 8, 8, 12, 0, 0, TimeSpan.Zero);
    private readonly LoadedModel _model = ShippedModel.Open(); // verifies hash, shapes and golden vectors

    public void Dispose() => _model.Dispose();

    [Fact]
    public void The_service_can_make_every_feature_it_wants() =>
        FeatureSet.Of(_model.Manifest.Features.Select(feature => feature.Name)).Names.Length.ShouldBe(_model.RowLength);

    [Fact]
    public void Its_card_describes_the_features_as_the_service_does()
    {
        foreach (var feature in _model.Manifest.Features)
        {
            var known = FraudFeatures.All.Single(known => known.Name == feature.Name);
            feature.ShouldBe(new FeatureSpec(known.Name, known.Unit, known.Description));
        }
    }

    [Fact]
    public void It_has_thresholds() => Thresholds.From(_model.Manifest.Thresholds).Review.ShouldBeGreaterThan(0);

    [Fact]
    public void One_row_scores_as_in_a_batch_and_again_to_the_bit()
    {
        float[] rows = [.. Row(Payment(20)), .. Row(Payment(300))];
        var scores = new float[2];

        _model.Score(rows, 2, scores);

        scores.ShouldBe([_model.Score(rows.AsSpan(0, _model.RowLength)), _model.Score(rows.AsSpan(_model.RowLength))]);
        _model.Score(rows.AsSpan(0, _model.RowLength)).ShouldBe(scores[0]);
    }

    [Fact]
    public void Contributions_add_up_to_the_score()
    {
        var row = Row(Payment(300, terminalFrauds: 4));

        var explanation = _model.Explain(row);

        (1 / (1 + Math.Exp(-explanation.RawScore))).ShouldBe(_model.Score(row), 1e-5);
    }

    [Theory]
    [InlineData(300, 0)] // scenario 1 of the handbook: amounts above 220
    [InlineData(25, 8)] // scenario 2: a compromised terminal
    [InlineData(100, 0)] // scenario 3: five times what this customer usually pays
    public void What_the_handbook_calls_fraud_is_held_up(int amount, int terminalFrauds) =>
        Decide(Payment(amount, terminalFrauds)).ShouldNotBe(Outcome.Approve);

    [Fact]
    public void A_usual_payment_is_approved() => Decide(Payment(20)).ShouldBe(Outcome.Approve);

    private Outcome Decide(PointInTime payment) => Thresholds.From(_model.Manifest.Thresholds).Decide(_model.Score(Row(payment)));

    private float[] Row(PointInTime payment) => FeatureSet.Of(_model.Manifest.Features.Select(feature => feature.Name)).Vector(payment);

    /// <summary>A customer who pays about 20 twice a day, at a terminal that takes one payment a day.</summary>
    private static PointInTime Payment(int amount, int terminalFrauds = 0) => new(
        Noon,
        amount,
        new CustomerHistory(new(2, 20 + amount), new(14, 260 + amount), new(60, 1_180 + amount), LargestOfWeek: 35, new GenuinePayments(60, 1_200, 50)),
        new TerminalHistory(
            new(1, Math.Min(1, terminalFrauds)),
            new(8, terminalFrauds),
            new(30, terminalFrauds),
            terminalFrauds == 0 ? default : new FraudRun(terminalFrauds, terminalFrauds * 50, Noon.AddDays(-7 - terminalFrauds))));
}
