using CsCheck;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Rules;
using Fraud.Api.Domain.Rules.Checks;
using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Tests.Domain.Rules.Language;

public sealed class ConditionPropertyTests
{
    private static readonly Gen<RuleInput> Input =
        from amount in Gen.Int[0, 2_000]
        from score in Gen.Float[0, 1]
        from hours in Gen.Int[0, 24 * 7]
        from channel in Gen.OneOf<Channel?>(null, Channel.Ecommerce, Channel.CashMachine)
        from country in Gen.OneOf<string?>(null, "RO", "DE", "FR")
        from device in Gen.OneOf<string?>(null, "device-7", "c1")
        from category in Gen.OneOf<string?>(null, "5411", "7995")
        from range in Gen.OneOf<string?>(null, "411111", "41111122", "550000")
        from payments in Gen.Int[1, 40]
        select new RuleInput(
            new Transaction
            {
                Id = "t",
                CustomerId = "c1",
                TerminalId = "w1",
                Amount = amount,
                BaseAmount = amount,
                Currency = "EUR",
                Details = new PaymentDetails(channel, country, device, category, range),
                At = Payments.Noon.AddHours(hours),
                RecordedAt = Payments.Noon,
            },
            Payments.Usual with
            {
                At = Payments.Noon.AddHours(hours),
                Amount = amount,
                Customer = Payments.Usual.Customer with { Day = new(payments, amount), Week = new(payments, amount), Month = new(payments, amount * 2) },
            },
            score,
            Outcome.Approve);

    [Fact]
    public void What_is_printed_is_read_as_the_same_tree() =>
        Conditions.Any.Sample(condition =>
        {
            var text = ConditionText.Of(condition);
            if (text.Length <= ConditionParser.MaximumLength)
            {
                ConditionParser.Parse(text).ShouldBe(condition, text);
            }
        });

    [Fact]
    public void No_text_makes_the_parser_fail_otherwise_than_with_a_column() =>
        Gen.OneOf<string>(
                Gen.String[0, 60],
                Gen.OneOf("amount", "country", "not", "and", "(", ")", "\"RO\"", "'", "5", ".", "-", "*", ">", "in", "is", "missing", "starts", ",").Array[0, 12].Select(words => string.Join(' ', words)))
            .Sample(text =>
            {
                try
                {
                    _ = ConditionParser.Parse(text);
                }
                catch (ConditionException e)
                {
                    e.Column.ShouldBeInRange(1, text.Length + 1);
                }
            });

    [Fact]
    public void A_condition_or_its_opposite_holds_and_never_both() =>
        Gen.Select(Conditions.Any, Input).Sample((condition, input) =>
        {
            var holds = ConditionCompiler.Compile(condition)(input);

            ConditionCompiler.Compile(new Not(condition))(input).ShouldBe(!holds);
            ConditionCompiler.Compile(Opposite.Of(condition))(input).ShouldBe(!holds, ConditionText.Of(condition));
        });

    [Fact]
    public void What_holds_for_a_payment_is_never_called_impossible() =>
        Gen.Select(Conditions.Any, Input).Sample((condition, input) =>
        {
            if (ConditionCompiler.Compile(condition)(input))
            {
                new Satisfiability(5_000).CanHold(condition).ShouldBeTrue(ConditionText.Of(condition));
            }
        });

    [Fact]
    public void A_number_that_could_not_be_computed_fulfils_no_comparison() =>
        Gen.Enum<Comparison>().Sample(comparison =>
        {
            var field = new NumberField("nothing", "", decimal.MinValue, decimal.MaxValue, false, false, _ => double.NaN);

            ConditionCompiler.Compile(new Compare(field, comparison, new Literal(0)))(RuleInputs.Bare).ShouldBeFalse();
        });
}
