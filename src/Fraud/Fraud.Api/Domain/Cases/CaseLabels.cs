namespace Fraud.Api.Domain.Cases;

/// <summary>What the conclusion of a case did to the labels of its payments.</summary>
/// <param name="Labelled">Payments whose label now says what was concluded.</param>
/// <param name="StandingAgainst">Payments that somebody had labelled otherwise: these labels stay as they are.</param>
public sealed record CaseLabels(int Labelled, IReadOnlyList<StandingLabel> StandingAgainst)
{
    public static CaseLabels None { get; } = new(0, []);

    /// <summary>
    /// Labels the payments of a case by the rule of single labels (<see cref="Transaction.TryLabel"/>). A label that was
    /// there before is never overturned, nor made later than it is: who closes a case judges it as a whole, and may not know
    /// of it. Doing it again changes nothing and says the same.
    /// </summary>
    public static CaseLabels Apply(CaseConclusion conclusion, IEnumerable<Transaction> payments, string analyst, DateTimeOffset at)
    {
        if (VerdictOf(conclusion) is not { } verdict)
        {
            return None;
        }

        var author = new LabelAuthor(LabelSource.Case, analyst, at);
        var labelled = 0;
        var against = new List<StandingLabel>();
        foreach (var payment in payments)
        {
            if (payment.Verdict is null)
            {
                // A label is not from before its payment, whose clock may be ahead of ours.
                payment.TryLabel(verdict, at > payment.At ? at : payment.At, author);
            }

            if (payment.Verdict == verdict)
            {
                labelled++;
            }
            else
            {
                against.Add(new StandingLabel(payment.Id, payment.Verdict!.Value, payment.LabelledAt!.Value));
            }
        }

        return new CaseLabels(labelled, against);
    }

    private static Verdict? VerdictOf(CaseConclusion conclusion) => conclusion switch
    {
        CaseConclusion.Fraud => Verdict.Chargeback,
        CaseConclusion.Genuine => Verdict.Genuine,
        _ => null,
    };
}

/// <param name="At">When that became known.</param>
public sealed record StandingLabel(string TransactionId, Verdict Verdict, DateTimeOffset At);
