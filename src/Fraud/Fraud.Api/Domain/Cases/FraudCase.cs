namespace Fraud.Api.Domain.Cases;

/// <summary>The alerts of one customer that wait for an analyst, or were judged by one. A customer has at most one open case.</summary>
public sealed class FraudCase
{
    private readonly List<CaseEntry> _history = [];
    private readonly List<CaseAlert> _alerts = [];

    private FraudCase()
    {
    }

    public required Guid Id { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>The customer's case before this one.</summary>
    public Guid? PreviousCaseId { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When somebody must have judged it: by the alert that is due first.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public int AlertCount { get; private set; }

    /// <summary>Sum over the alerts of amount × score, in the base currency.</summary>
    public decimal ValueAtRisk { get; private set; }

    /// <summary>The highest score of an alert, 0 to 1.</summary>
    public float HighestScore { get; private set; }

    /// <summary>Codes of the reasons of all alerts, each once, sorted: the pattern by which cases are compared.</summary>
    public string[] ReasonCodes { get; private set; } = [];

    /// <summary>Who took it last; whether they still have it, <see cref="HolderAt"/> says.</summary>
    public string? HolderId { get; private set; }

    public DateTimeOffset? HeldUntil { get; private set; }

    public CaseConclusion? Conclusion { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? ClosedBy { get; private set; }

    /// <summary>Lines of the history.</summary>
    public int EntryCount { get; private set; }

    public int FileCount { get; private set; }

    /// <summary>The lines written since it was loaded, or all where they were loaded with it.</summary>
    public IReadOnlyList<CaseEntry> History => _history;

    /// <summary>The alerts collected since it was loaded, or all where they were loaded with it.</summary>
    public IReadOnlyList<CaseAlert> Alerts => _alerts;

    public bool IsOpen => ClosedAt is null;

    /// <summary>Opens a case on an alert.</summary>
    public static FraudCase Open(Guid id, Guid? previousCaseId, Transaction transaction, Decision decision, CaseOptions options)
    {
        var opened = new FraudCase
        {
            Id = id,
            CustomerId = transaction.CustomerId,
            PreviousCaseId = previousCaseId,
            OpenedAt = decision.DecidedAt,
            DueAt = decision.DecidedAt + options.DueAfter(decision.Told),
        };
        opened.Write(CaseAction.Opened, decision.DecidedAt, about: previousCaseId?.ToString());
        opened.Collect(transaction, decision, options);
        return opened;
    }

    /// <summary>Who has the case, or null: a lock that has lapsed holds nobody off.</summary>
    public string? HolderAt(DateTimeOffset now) => IsOpen && HeldUntil > now ? HolderId : null;

    /// <summary>Whether it was closed, and too late.</summary>
    public bool WasClosedLate => ClosedAt >= DueAt;

    public bool IsOverdueAt(DateTimeOffset now) => IsOpen && DueAt <= now;

    /// <summary>Takes an alert in. Whoever works on the case keeps it.</summary>
    /// <exception cref="InvalidOperationException">The case is closed.</exception>
    public void Collect(Transaction transaction, Decision decision, CaseOptions options)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException("A closed case takes no alerts.");
        }

        var value = decimal.Round(transaction.BaseAmount * (decimal)decision.Score, 4);
        _alerts.Add(new CaseAlert
        {
            TransactionId = transaction.Id,
            CaseId = Id,
            Number = ++AlertCount,
            TerminalId = transaction.TerminalId,
            Outcome = decision.Outcome,
            Score = decision.Score,
            ValueAtRisk = value,
            At = decision.DecidedAt,
        });
        ValueAtRisk += value;
        HighestScore = Math.Max(HighestScore, decision.Score);
        ReasonCodes = [.. ReasonCodes.Union(decision.Reasons.Select(reason => reason.Code)).Order(StringComparer.Ordinal)];
        var due = decision.DecidedAt + options.DueAfter(decision.Told);
        DueAt = due < DueAt ? due : DueAt;
        Write(CaseAction.AlertCollected, decision.DecidedAt, about: transaction.Id);
    }

    /// <summary>Takes the case to work on it, or keeps it for longer.</summary>
    public CaseRefusal? Take(CaseDeed deed)
    {
        if (Refuses(deed, mustHold: false) is { } refusal)
        {
            return refusal;
        }

        if (HolderAt(deed.At) is null)
        {
            Write(deed, CaseAction.Taken, about: HolderId == deed.Actor ? null : HolderId);
        }

        Hold(deed.Actor, deed);
        return null;
    }

    /// <summary>Puts it back into the queue.</summary>
    public CaseRefusal? Release(CaseDeed deed) => Work(deed, () =>
    {
        Write(deed, CaseAction.Released);
        (HolderId, HeldUntil) = (null, null);
    });

    public CaseRefusal? Note(CaseDeed deed, string note) => Work(deed, () => Write(deed, CaseAction.Noted, note: note));

    /// <param name="file">The file, which is kept beside the case.</param>
    /// <param name="atMost">Files a case may have.</param>
    public CaseRefusal? Attach(CaseDeed deed, CaseAttachment file, int atMost)
    {
        if (Refuses(deed, mustHold: true) is { } refusal)
        {
            return refusal;
        }

        return FileCount >= atMost
            ? new CaseRefusal(CaseRefusalReason.TooManyFiles)
            : Work(deed, () =>
            {
                FileCount++;
                Write(deed, CaseAction.FileAttached, about: file.Id.ToString());
            });
    }

    /// <summary>Gives it to a colleague, who has it from now on for as long as if they had taken it.</summary>
    public CaseRefusal? HandOver(CaseDeed deed, string colleague, string? note) => Work(deed, () =>
    {
        Write(deed, CaseAction.HandedOver, colleague, note);
        Hold(colleague, deed);
    });

    /// <summary>Ends it. The labels of its payments follow by <see cref="CaseLabels"/>.</summary>
    public CaseRefusal? Close(CaseDeed deed, CaseConclusion conclusion, string? note) => Work(deed, () =>
    {
        Write(deed, CaseAction.Closed, conclusion.ToString().ToLowerInvariant(), note);
        (Conclusion, ClosedAt, ClosedBy) = (conclusion, deed.At, deed.Actor);
        (HolderId, HeldUntil) = (null, null);
    });

    private CaseRefusal? Work(CaseDeed deed, Action work)
    {
        if (Refuses(deed, mustHold: true) is { } refusal)
        {
            return refusal;
        }

        Hold(deed.Actor, deed);
        work();
        return null;
    }

    private CaseRefusal? Refuses(CaseDeed deed, bool mustHold)
    {
        if (!IsOpen)
        {
            return new CaseRefusal(CaseRefusalReason.Closed, ClosedBy, ClosedAt);
        }

        var holder = HolderAt(deed.At);
        return holder is not null && holder != deed.Actor ? new CaseRefusal(CaseRefusalReason.HeldByAnother, holder, HeldUntil)
            : holder is null && mustHold ? new CaseRefusal(CaseRefusalReason.NotTaken, HolderId, HeldUntil)
            : null;
    }

    private void Hold(string actor, CaseDeed deed) => (HolderId, HeldUntil) = (actor, deed.Until);

    private void Write(CaseDeed deed, CaseAction action, string? about = null, string? note = null) =>
        Write(action, deed.At, about, note, deed);

    private void Write(CaseAction action, DateTimeOffset at, string? about, string? note = null, CaseDeed? deed = null) =>
        _history.Add(new CaseEntry
        {
            CaseId = Id,
            Number = ++EntryCount,
            At = at,
            DeedId = deed?.Id,
            Actor = deed?.Actor,
            Action = action,
            About = about,
            Note = note,
        });
}
