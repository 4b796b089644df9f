using Fraud.Training.Commands;
using Fraud.Training.Data;
using Fraud.Training.Protocol;
using Platform.TestKit;

namespace Fraud.ModelTests;

/// <summary>What the card says is what the shipped model does, on the handbook's own period.</summary>
public sealed class MetricFloorTests
{
    private static readonly HandbookProtocol Protocol = new(new DateOnly(2018, 7, 25));

    [DataFact(TransactionFile.RelativePath)]
    public async Task The_shipped_model_is_as_good_as_its_card_and_better_than_the_floors()
    {
        using var model = ShippedModel.Open();
        var file = await TransactionFile.ReadAsync(DataFiles.Path(TransactionFile.RelativePath));

        var rows = EvaluateCommand.Score(model, file, Protocol);

        (rows.Rows.Payments.Length, rows.Rows.Frauds).ShouldBe((58_264, 385)); // as published
        rows.Auc().ShouldBe(Card("auc"), 1e-3);
        rows.AveragePrecision().ShouldBe(Card("ap"), 1e-3);
        rows.CardPrecision().ShouldBe(Card("cp100"), 1e-3);
        rows.Auc().ShouldBeGreaterThanOrEqualTo(.866);
        rows.AveragePrecision().ShouldBeGreaterThanOrEqualTo(.67);
        rows.CardPrecision().ShouldBeGreaterThanOrEqualTo(.285);

        double Card(string name) => model.Manifest.Metrics
            .Single(metric => metric.Name == name && metric.Split.StartsWith("test", StringComparison.Ordinal)).Value;
    }
}
