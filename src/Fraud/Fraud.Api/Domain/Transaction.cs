namespace Fraud.Api.Domain;

/// <summary>A card payment: scored here, or imported as history.</summary>
public sealed class Transaction
{
    private readonly List<LabelEntry> _labels = [];

    /// <summary>The sender's id.</summary>
    public required string Id { get; init; }

    /// <summary>The Retail order it pays for, where it came from a checkout.</summary>
    public Guid? OrderId { get; init; }

    public required string CustomerId { get; init; }

    public required string TerminalId { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The amount in the base currency, by the rate of the day on which it was recorded: what features are made of.</summary>
    public required decimal BaseAmount { get; init; }

    public PaymentDetails Details { get; init; } = PaymentDetails.None;

    /// <summary>When the card was charged (UTC, to the microsecond).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was decided on, in the customer's turn, or imported.</summary>
    public required DateTimeOffset RecordedAt { get; set; }

    /// <summary>What became of it; null as long as nobody said.</summary>
    public Verdict? Verdict { get; private set; }

    /// <summary>When that became known (UTC).</summary>
    public DateTimeOffset? LabelledAt { get; private set; }

    /// <summary>The labels given since it was loaded, or all where they were loaded with it: the oldest first.</summary>
    public IReadOnlyList<LabelEntry> Labels => _labels;

    /// <summary>The decision; null for imported history.</summary>
    public Decision? Decision { get; set; }

    /// <summary>Whether another record of the same id tells the same payment.</summary>
    public bool IsSamePaymentAs(Transaction other) =>
        Id == other.Id
        && OrderId == other.OrderId
        && CustomerId == other.CustomerId
        && TerminalId == other.TerminalId
        && Amount == other.Amount
        && Currency == other.Currency
        && Details == other.Details
        && At == other.At;

    /// <summary>
    /// Takes a label. A later one corrects an earlier one (a payment confirmed as genuine is charged back weeks later);
    /// the same one again changes nothing. What changes it is written down with its author.
    /// </summary>
    /// <returns>False when a later label, or another one of the same time, stands against it.</returns>
    public bool TryLabel(Verdict verdict, DateTimeOffset at, LabelAuthor author)
    {
        if (at <= LabelledAt)
        {
            return at == LabelledAt && verdict == Verdict;
        }

        (Verdict, LabelledAt) = (verdict, at);
        _labels.Add(new LabelEntry
        {
            TransactionId = Id,
            Verdict = verdict,
            At = at,
            RecordedAt = author.RecordedAt,
            Actor = author.Actor,
            Source = author.Source,
        });
        return true;
    }
}
