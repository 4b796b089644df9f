namespace Fraud.Api.Domain.Measuring;

/// <summary>
/// Whether a payment was fraud, as far as it is known. A label says so. Few banks confirm a genuine payment: where
/// nobody does, silence for long enough is taken as genuine, if the reader of a report says how long.
/// </summary>
/// <param name="Silence">From this age on a payment without a label counts as genuine; null: never.</param>
public sealed record LabelRule(TimeSpan? Silence)
{
    /// <param name="verdict">The label that stands now; labels that it corrected are not kept, so a corrected one counts from its correction.</param>
    /// <param name="labelledAt">When it became known.</param>
    /// <param name="at">When the payment was made.</param>
    /// <param name="asOf">The moment of the question: later labels are not seen.</param>
    /// <returns>Null where it is not known.</returns>
    public bool? IsFraud(Verdict? verdict, DateTimeOffset? labelledAt, DateTimeOffset at, DateTimeOffset asOf) =>
        verdict is { } known && labelledAt <= asOf ? known == Verdict.Chargeback
        : Silence is { } silence && at + silence <= asOf ? false
        : null;
}
