using Fraud.Training.Commands;
using Fraud.Training.Data;
using Fraud.Training.Protocol;
using Platform.Inference;
using Platform.Learning;

namespace Fraud.ModelTests;

/// <summary>Files that nobody here has seen: other dates, other ids, no more columns than are needed.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly LoadedModel _model = ShippedModel.Open();

    public void Dispose()
    {
        _model.Dispose();
        File.Delete(_path);
    }

    [Fact]
    public async Task A_file_of_another_year_with_the_necessary_columns_alone_is_measured()
    {
        var start = new DateOnly(2026, 3, 2);

        var rows = EvaluateCommand.Score(_model, await WrittenAsync(start, everyNthIsFraud: 25), new HandbookProtocol(start));

        rows.Rows.Payments.Length.ShouldBeGreaterThan(0);
        rows.Measure().Auc.Low.ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task A_test_week_that_the_file_does_not_have_is_named_with_what_it_has() =>
        (await Should.ThrowAsync<InputException>(async () => EvaluateCommand.Score(_model, await WrittenAsync(new DateOnly(2026, 3, 2), 25), new HandbookProtocol(new DateOnly(2018, 7, 25)))))
            .Message.ShouldContain("the test week 2018-08-08 to 2018-08-14 has 0 payments, 0 of them fraud: nothing can be measured. The file goes from 2026-03-02 to 2026-03-22.");

    [Fact]
    public async Task A_test_week_without_fraud_is_refused() =>
        (await Should.ThrowAsync<InputException>(async () => EvaluateCommand.Score(_model, await WrittenAsync(new DateOnly(2026, 3, 2), int.MaxValue), new HandbookProtocol(new DateOnly(2026, 3, 2)))))
            .Message.ShouldContain("0 of them fraud");

    /// <summary>Three weeks of a payment every ten minutes; each fraud by a card of its own.</summary>
    private async Task<TransactionFile> WrittenAsync(DateOnly start, int everyNthIsFraud)
    {
        var from = start.ToDateTime(TimeOnly.MinValue);
        await File.WriteAllLinesAsync(_path,
        [
            "TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD",
            .. Enumerable.Range(0, 21 * 144).Select(i => i % everyNthIsFraud == everyNthIsFraud - 1
                ? $"{from.AddMinutes(10 * i):yyyy-MM-dd HH:mm:ss},thief-{i},shop-{i % 9},300,1"
                : $"{from.AddMinutes(10 * i):yyyy-MM-dd HH:mm:ss},card-{i % 40},shop-{i % 9},{20 + (i % 7)},0"),
        ]);
        return await TransactionFile.ReadAsync(_path);
    }
}
