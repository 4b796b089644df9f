using System.CommandLine;
using Platform.Inference;
using Platform.Learning;
using Retail.Training.Data;
using Retail.Training.Protocol;

namespace Retail.Training.Commands;

/// <summary>Measures a ranker on sales after a date, or on another file.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string?> Data = TrainingProgram.DataOption();
    private static readonly Option<string?> Model = TrainingProgram.ModelOption();
    private static readonly Option<DateOnly?> Until = RetailOptions.Until();
    private static readonly Option<string?> Test = new("--test")
    {
        Description = "File of later sales to test on; the index is then built from the whole of --data.",
    };

    public static void AddTo(TrainingProgram program) => program.Verb(
        "evaluate", "Measures a ranker by the protocol of the data set.", [Data, Until, Test, Model], RunAsync);

    private static Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var split = Read(DataRoot.Resolve(options.GetValue(Data), OnlineRetailFile.RelativePath), options.GetValue(Until), options.GetValue(Test));
        using var model = LoadedModel.Open(options.GetValue(Model) ?? RetailOptions.Models.Newest());
        if (model.Manifest.Training?.Until is { } until && DateOnly.FromDateTime(until.UtcDateTime).DayNumber > split.Day)
        {
            Report.Progress($"Note: the ranker was trained on sales up to {until:yyyy-MM-dd}. If they were these, the test period is not unseen.");
        }

        RetailMetrics.Measure(split, model).Print(
            $"{model.Stamp.Name} {model.Stamp.Version} from {DateOnly.FromDayNumber(split.Day):yyyy-MM-dd} on: {split.Tests.Count} customers of both periods, {split.Assortment.Count} items");
        return Task.CompletedTask;
    }

    private static Split Read(string data, DateOnly? until, string? test)
    {
        if (until is not null && test is not null)
        {
            throw new InputException("Give --until or --test, not both.");
        }

        var sales = OnlineRetailFile.Read(data);
        if (test is null)
        {
            return Split.At(sales, until ?? RetailOptions.CardUntil).Checked(data);
        }

        var later = OnlineRetailFile.Read(test);
        var (end, start) = (sales.Max(sale => sale.At), later.Min(sale => sale.At));
        if (start <= end)
        {
            Report.Progress($"Note: --test begins at {start:yyyy-MM-dd HH:mm}, before --data ends at {end:yyyy-MM-dd HH:mm}: the two overlap.");
        }

        // Recommendations are made on the first day of the test, or as soon as the data ends.
        var day = DateOnly.FromDateTime(end).AddDays(1);
        var first = DateOnly.FromDateTime(start);
        return Split.Of(sales, later, first > day ? first : day).Checked(test);
    }
}
