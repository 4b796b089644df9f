using System.CommandLine;
using System.Globalization;
using Platform.Learning;

namespace Fraud.Training.Commands;

/// <summary>Options that several verbs share, and the folders they mean when they are not given.</summary>
internal static class FraudOptions
{
    /// <summary>The models that the service ships.</summary>
    public static ServiceModels Models { get; } = new("src/Fraud/Fraud.Api/Models/fraud");

    private static readonly DateOnly HandbookStart = new(2018, 7, 25);

    public static Option<int> Weeks()
    {
        var weeks = new Option<int>("--weeks") { Description = "Test weeks to measure, one after the other.", DefaultValueFactory = _ => 1 };
        weeks.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 52)
            {
                result.AddError("--weeks is from 1 to 52.");
            }
        });
        return weeks;
    }

    public static Option<DateOnly> TrainStart() => new("--train-start")
    {
        Description = "First of the 7 training days; 7 days of delay and 7 test days follow.",
        DefaultValueFactory = _ => HandbookStart,
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens.Single().Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"--train-start '{result.Tokens.Single().Value}' is no date such as {HandbookStart:yyyy-MM-dd}.");
            return default;
        },
    };
}
