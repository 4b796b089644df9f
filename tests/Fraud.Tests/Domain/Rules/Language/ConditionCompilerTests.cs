using Fraud.Api.Domain;
using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Tests.Domain.Rules.Language;

public sealed class ConditionCompilerTests
{
    [Theory]
    // 649 EUR, Wednesday 12:00 UTC, score 0.7; the customer pays 50 a day, the terminal took 2, 14 and 60 payments
    [InlineData("amount = 649", true)]
    [InlineData("amount > 649", false)]
    [InlineData("amount >= 649 and amount <= 649 and amount != 650", true)]
    [InlineData("amount > 12 * customer_mean_amount_7d", true)] // 600
    [InlineData("amount > 13 * customer_mean_amount_7d", false)] // 650
    [InlineData("customer_payments_1d = 1 and customer_payments_30d = 30", true)]
    [InlineData("terminal_payments_7d = 14 and terminal_fraud_rate_7d = 0", true)]
    [InlineData("weekend = 0 and night = 0", true)]
    [InlineData("hour = 12 and weekday = \"wednesday\"", true)]
    [InlineData("weekday in (\"saturday\", \"sunday\")", false)]
    // 0.7 as float32 is a little below 0.7: what is written is rounded the same way
    [InlineData("score = 0.7", true)]
    [InlineData("score >= 0.7", true)]
    [InlineData("score < 0.7", false)]
    [InlineData("customer = \"c1\" and terminal = \"w1\" and currency = \"EUR\"", true)]
    [InlineData("channel = \"ecommerce\"", true)]
    [InlineData("channel != \"ecommerce\"", false)]
    [InlineData("country in (\"NG\", \"RO\")", true)]
    [InlineData("country not in (\"NG\", \"RO\")", false)]
    [InlineData("device starts with \"device-\"", true)]
    [InlineData("device not starts with \"device-\"", false)]
    [InlineData("card_range starts with (\"55\", \"411111\")", true)]
    [InlineData("card_range starts with \"411112\"", false)]
    [InlineData("merchant_category = \"5411\" and device is known", true)]
    [InlineData("not (amount > 500 and country = \"RO\")", false)]
    [InlineData("amount > 700 or country = \"NG\" or score > 0.5", true)]
    [InlineData("amount > 700 or country = \"RO\" and score > 0.9", false)]
    public void A_payment_of_which_all_is_told(string condition, bool holds) =>
        Holds(condition, RuleInputs.With(RuleInputs.Full, .7f, amount: 649)).ShouldBe(holds);

    [Theory]
    [InlineData("country = \"RO\"", false)]
    [InlineData("country != \"RO\"", false)]
    [InlineData("country not in (\"RO\")", false)]
    [InlineData("device starts with \"d\"", false)]
    [InlineData("device not starts with \"d\"", false)]
    [InlineData("not country = \"RO\"", true)]
    [InlineData("country is missing", true)]
    [InlineData("country is known", false)]
    [InlineData("channel is missing and device is missing and merchant_category is missing and card_range is missing", true)]
    public void A_comparison_with_what_is_missing_is_false(string condition, bool holds) =>
        Holds(condition, RuleInputs.With(PaymentDetails.None)).ShouldBe(holds);

    private static bool Holds(string condition, Fraud.Api.Domain.Rules.RuleInput input) =>
        ConditionCompiler.Compile(ConditionParser.Parse(condition))(input);
}
