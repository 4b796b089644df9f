namespace Platform.Messaging.Envelope;

/// <summary>Why a delivery did not succeed.</summary>
/// <param name="Reason">One of the constants below: what an operator filters by.</param>
/// <param name="Detail">One sentence, free of content.</param>
/// <param name="ExceptionType">CLR type of the exception, if there was one.</param>
/// <param name="TraceId">W3C trace id of the attempt.</param>
/// <param name="Attempt">Which attempt it was, from 1.</param>
public sealed record Failure(string Reason, string Detail, string? ExceptionType, string? TraceId, int Attempt)
{
    /// <summary>The handler threw at every attempt.</summary>
    public const string Failed = "failed";

    /// <summary>Envelope or content cannot be read: trying again is no use.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The message is of another type than the subscription's.</summary>
    public const string UnexpectedType = "unexpected-type";

    /// <summary>The message is a version of the subscription's event that this service does not know.</summary>
    public const string UnknownVersion = "unknown-version";

    /// <summary>The service does not consume this any more.</summary>
    public const string HandlerGone = "handler-gone";

    /// <summary>The broker itself gave up: the message was delivered too often without an answer, as when it ends the process.</summary>
    public const string DeliveryLimit = "delivery-limit";

    /// <summary>It was put among the parked messages from outside, without a reason.</summary>
    public const string Unexplained = "unexplained";

    /// <summary>True where another attempt may succeed.</summary>
    public bool MayPass => Reason == Failed;
}
