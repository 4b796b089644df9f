namespace Fraud.Api.Domain;

/// <summary>By which way a label came.</summary>
public enum LabelSource
{
    /// <summary><c>POST /v1/labels</c>, about this one payment.</summary>
    Endpoint,

    /// <summary>The case that held the payment was closed.</summary>
    Case,

    /// <summary>History that was imported, in a request or a file.</summary>
    Import,
}

/// <summary>Who says what became of a payment.</summary>
/// <param name="Actor">Subject of the token.</param>
/// <param name="RecordedAt">When we heard of it.</param>
public sealed record LabelAuthor(LabelSource Source, string Actor, DateTimeOffset RecordedAt);

/// <summary>A label that was given: written down with it, and never changed.</summary>
public sealed class LabelEntry
{
    public const int LongestActor = 256;

    /// <summary>Rises with time: the later of two labels of a payment has the larger one.</summary>
    public long Id { get; private init; }

    public required string TransactionId { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>When it became known what became of the payment.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Subject of the token.</summary>
    public required string Actor { get; init; }

    public required LabelSource Source { get; init; }
}
