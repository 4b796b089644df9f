using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Validation;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ImportTransactions;

/// <summary>Payments of the past, for the windows of those to come: stored, not scored, not published.</summary>
public sealed record ImportTransactions(
    [property: Length(1, ImportTransactions.AtMost), NoNulls] IReadOnlyList<PastTransaction> Transactions)
{
    public const int AtMost = 5_000;

    /// <summary>Largest body, in bytes: room for the longest ids.</summary>
    public const int AtMostBytes = AtMost * 512;
}

/// <param name="Label">What became of the payment, where that is known.</param>
public sealed record PastTransaction(
    [property: Identifier] string TransactionId,
    [property: Identifier] string CustomerId,
    [property: Identifier] string TerminalId,
    [property: Amount(AllowZero = true)] decimal Amount,
    [property: Currency, Convertible] string Currency,
    [property: PlausibleTime] DateTimeOffset At,
    PastLabel? Label = null,
    Channel? Channel = null,
    [property: Country] string? Country = null,
    [property: Identifier] string? DeviceId = null,
    [property: Digits(4, 4)] string? MerchantCategory = null,
    [property: Digits(6, 8)] string? CardRange = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Label?.At < At)
        {
            yield return new ValidationResult("must not be before the payment", [$"{nameof(Label)}.{nameof(Label.At)}"]);
        }

        foreach (var fault in AmountLimit.Check(Amount, Currency, validationContext))
        {
            yield return fault;
        }
    }
}

/// <param name="At">When it became known: payments before that do not see it.</param>
public sealed record PastLabel(Verdict Verdict, [property: PlausibleTime] DateTimeOffset At);

/// <param name="Imported">Stored now.</param>
/// <param name="AlreadyKnown">Known before, with the same content; their labels are as they were.</param>
public sealed record ImportedTransactions(int Imported, int AlreadyKnown);
