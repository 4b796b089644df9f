using System.CommandLine;
using System.Globalization;
using Platform.Learning;

namespace Retail.Training.Commands;

/// <summary>Options that both verbs share, and the folders they mean when they are not given.</summary>
internal static class RetailOptions
{
    /// <summary>The split of the model card: seven months to learn from, a quarter to test on.</summary>
    public static readonly DateOnly CardUntil = new(2011, 7, 1);

    /// <summary>The models that the service ships.</summary>
    public static ServiceModels Models { get; } = new("src/Retail/Retail.Api/Models/retail");

    public static Option<DateOnly?> Until() => new("--until")
    {
        Description = $"Learn from what was sold before this day, test on what was sold from it on (default {CardUntil:yyyy-MM-dd}).",
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"--until '{text}' is no date such as {CardUntil:yyyy-MM-dd}.");
            return null;
        },
    };
}
