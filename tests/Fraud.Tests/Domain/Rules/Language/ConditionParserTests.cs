using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Tests.Domain.Rules.Language;

public sealed class ConditionParserTests
{
    [Theory]
    // as it is printed: what is read from one line and from its other spelling is the same
    [InlineData("amount > 500")]
    [InlineData("amount >= 0.25")]
    [InlineData("amount < 3 * customer_mean_amount_30d")]
    [InlineData("amount <= customer_mean_amount_7d")]
    [InlineData("score = 0.5")]
    [InlineData("hour != 3")]
    [InlineData("score > -1")]
    [InlineData("customer_payments_1d >= 5")]
    [InlineData("country in (\"NG\", \"RO\")")]
    [InlineData("country not in (\"NG\")")]
    [InlineData("card_range starts with (\"4111\", \"55\")")]
    [InlineData("device not starts with (\"emulator-\")")]
    [InlineData("country starts with (\"N\", \"RO\")")]
    [InlineData("merchant_category starts with (\"54\")")]
    [InlineData("device is missing")]
    [InlineData("merchant_category is known")]
    [InlineData("not amount > 5")]
    [InlineData("not (amount > 5 and hour < 3)")]
    [InlineData("not not amount > 5")]
    [InlineData("amount > 5 and hour < 3 and score > 0.1")]
    [InlineData("amount > 5 and (hour < 3 and score > 0.1)")]
    [InlineData("amount > 5 or hour < 3 and score > 0.1")]
    [InlineData("(amount > 5 or hour < 3) and score > 0.1")]
    [InlineData("amount > 5 or (hour < 3 or score > 0.1)")]
    public void A_condition_is_printed_as_it_was_written(string condition) =>
        ConditionText.Of(ConditionParser.Parse(condition)).ShouldBe(condition);

    [Theory]
    [InlineData("amount == 5", "amount = 5")]
    [InlineData("country = \"RO\"", "country in (\"RO\")")]
    [InlineData("country == 'RO'", "country in (\"RO\")")]
    [InlineData("country != \"RO\"", "country not in (\"RO\")")]
    [InlineData("card_range starts with \"4111\"", "card_range starts with (\"4111\")")]
    [InlineData("amount>5 AND hour<3", "amount > 5 and hour < 3")]
    [InlineData("  ( ( amount > 5 ) )\n", "amount > 5")]
    [InlineData("AMOUNT > 5", null)]
    public void Another_spelling_means_the_same(string condition, string? printed)
    {
        if (printed is null)
        {
            Should.Throw<ConditionException>(() => ConditionParser.Parse(condition)); // names are lower-case, words are not
            return;
        }

        ConditionParser.Parse(condition).ShouldBe(ConditionParser.Parse(printed));
    }

    [Theory]
    [InlineData("", 1, "the name of a field, 'not' or '(' is expected here, not the end")]
    [InlineData("amount", 7, "=, !=, <, <=, > or >= (amount is a number) is expected here, not the end")]
    [InlineData("amount in (5)", 8, "=, !=, <, <=, > or >= (amount is a number) is expected here, not 'in'")]
    [InlineData("amount > \"5\"", 10, "a number or the name of one (amount is a number) is expected here, not \"5\"")]
    [InlineData("amount > country", 10, "'country' is no number")]
    [InlineData("amount > 5 * 3", 14, "the name of a field, 'not' or '(' is expected here, not '3'")]
    [InlineData("amount > 5 hour < 3", 12, "'and', 'or' or the end is expected here, not 'hour'")]
    [InlineData("amount > 5 and", 15, "the name of a field, 'not' or '(' is expected here, not the end")]
    [InlineData("(amount > 5", 12, "')' is expected here, not the end")]
    [InlineData("amount > 5)", 11, "'and', 'or' or the end is expected here, not ')'")]
    [InlineData("amuont > 5", 1, "there is no 'amuont': is 'amount' meant?")]
    [InlineData("amount > customer_mean_amount_8d", 10, "there is no 'customer_mean_amount_8d': is 'customer_mean_amount_1d' meant?")]
    [InlineData("xylophone > 5", 1, "there is no 'xylophone'")]
    [InlineData("amount > 5 && hour < 3", 12, "'&' means nothing here")]
    [InlineData("amount > -country", 11, "a number is expected here, not 'country'")]
    [InlineData("amount > 1e3", 10, "this is no number: write 1500 or 0.25")]
    [InlineData("amount > 1.2.3", 10, "this is no number: write 1500 or 0.25")]
    [InlineData("amount > 1.", 11, "a digit is missing after the point")]
    [InlineData("amount > 1234567890123456", 10, "a number has at most 15 digits")]
    [InlineData("country > \"A\"", 9, "=, !=, 'in' or 'starts with', their negations or 'is' (country is a text) is expected here, not '>'")]
    [InlineData("country not = \"RO\"", 13, "'in' or 'starts with' (country is a text) is expected here, not '='")]
    [InlineData("country = RO", 11, "a text in quotes (country is a text) is expected here, not 'RO'")]
    [InlineData("country = \"RO", 11, "this text has no closing \"")]
    [InlineData("country = \"Romania\"", 11, "country must be an ISO 3166-1 code of two letters such as DE")]
    [InlineData("country in \"RO\"", 12, "'(' is expected here, not \"RO\"")]
    [InlineData("country in ()", 13, "a text in quotes (country is a text) is expected here, not ')'")]
    [InlineData("country in (\"RO\" \"NG\")", 18, "')' is expected here, not \"NG\"")]
    [InlineData("country in (\"RO\", 5)", 19, "a text in quotes (country is a text) is expected here, not '5'")]
    [InlineData("country starts \"R\"", 16, "'with' is expected here, not \"R\"")]
    [InlineData("channel = \"phone\"", 11, "channel is one of card-present, ecommerce, mail-or-telephone, cash-machine, recurring")]
    [InlineData("weekday = \"Sunday\"", 11, "weekday is one of sunday, monday, tuesday, wednesday, thursday, friday, saturday")]
    [InlineData("merchant_category = \"54\"", 21, "merchant_category must be 4 digits")]
    [InlineData("card_range = \"411111\"", 14, "payments carry 6 to 8 digits of the card: ask card_range starts with \"…\"")]
    [InlineData("card_range starts with \"4x\"", 24, "a card range begins with 1 to 8 digits")]
    [InlineData("device starts with \"\"", 20, "a beginning has 1 to 64 characters")]
    [InlineData("country starts with \"n\"", 21, "no country begins with 'n'")]
    [InlineData("country starts with (\"N\", \"NIG\")", 27, "no country begins with 'NIG'")]
    [InlineData("currency starts with \"eu\"", 22, "no currency begins with 'eu'")]
    [InlineData("merchant_category starts with \"54111\"", 31, "no merchant_category begins with '54111'")]
    [InlineData("device starts with \"a b\"", 20, "no device begins with 'a b'")]
    [InlineData("device is unknown", 11, "'missing' or 'known' is expected here, not 'unknown'")]
    [InlineData("customer is missing", 10, "every payment has a customer")]
    public void What_is_wrong_is_told_with_its_column(string condition, int column, string problem)
    {
        var error = Should.Throw<ConditionException>(() => ConditionParser.Parse(condition));

        error.Message.ShouldBe($"column {column}: {problem}");
        error.Column.ShouldBe(column);
    }

    [Fact]
    public void Length_depth_and_size_are_bounded()
    {
        static string Many(string what, int times, string between) => string.Join(between, Enumerable.Repeat(what, times));

        Problem(new string(' ', ConditionParser.MaximumLength + 1)).ShouldBe("column 2001: a condition has at most 2000 characters");
        ConditionParser.Parse(Many("hour=1", ConditionParser.MaximumComparisons, " or "));
        Problem(Many("hour=1", ConditionParser.MaximumComparisons + 1, " or ")).ShouldEndWith("a condition has at most 60 comparisons");
        ConditionParser.Parse(new string('(', ConditionParser.MaximumDepth) + "hour=1" + new string(')', ConditionParser.MaximumDepth));
        Problem(new string('(', ConditionParser.MaximumDepth + 1)).ShouldBe("column 21: nested more than 20 deep");
        Problem(Many("not", ConditionParser.MaximumDepth + 1, " ")).ShouldBe("column 81: nested more than 20 deep");
        Problem($"customer in ({Many("\"c\"", ConditionParser.MaximumValues + 1, ",")})").ShouldEndWith("at most 100 values: use a list for more");
    }

    [Fact]
    public void Its_size_is_the_number_of_comparisons()
    {
        ConditionParser.Parse("amount > 5 and (country in (\"RO\", \"NG\") or not device is known)", out var size);

        size.ShouldBe(3);
    }

    private static string Problem(string condition) => Should.Throw<ConditionException>(() => ConditionParser.Parse(condition)).Message;
}
