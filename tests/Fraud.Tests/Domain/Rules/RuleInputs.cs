using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;

namespace Fraud.Tests.Domain.Rules;

/// <summary>Payments as rules see them.</summary>
internal static class RuleInputs
{
    /// <summary>50 EUR on a Wednesday noon, of which nothing is told that may be left out.</summary>
    public static RuleInput Bare { get; } = new(Payments.Transaction(), Payments.Usual, .125f, Outcome.Approve);

    public static RuleInput With(PaymentDetails details, float score = .125f, Outcome byModel = Outcome.Approve, decimal amount = 50) => new(
        new Transaction
        {
            Id = "t1",
            CustomerId = "c1",
            TerminalId = "w1",
            Amount = amount,
            BaseAmount = amount,
            Currency = "EUR",
            Details = details,
            At = Payments.Noon,
            RecordedAt = Payments.Noon,
        },
        Payments.Usual with { Amount = amount },
        score,
        byModel);

    /// <summary>All details: a web shop of category 5411 in Romania.</summary>
    public static PaymentDetails Full { get; } = new(Channel.Ecommerce, "RO", "device-7", "5411", "41111122");

    public static Rule Rule(string condition, RuleAction action = RuleAction.Decline, string name = "rule-1") => new(name, condition, action, $"because of {name}");
}
