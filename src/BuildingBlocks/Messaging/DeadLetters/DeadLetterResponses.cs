using System.Text.Json;

namespace Platform.Messaging.DeadLetters;

// What the endpoints take and give. No content of messages is in any of them but ParkedContent.

/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record DeadLetterPage(ParkedLetter[] DeadLetters, string? Next);

/// <summary>A parked message and why it is parked.</summary>
/// <param name="Queue">The subscription's queue, where a redrive sends it.</param>
/// <param name="Reason">failed, unreadable, unexpected-type, unknown-version, handler-gone, delivery-limit or unexplained.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="TraceId">Trace of the last attempt.</param>
/// <param name="Redrivable">False where the service has no subscription of that queue any more.</param>
public sealed record ParkedLetter(
    Guid Id,
    string Queue,
    string Reason,
    string? Detail,
    string? ExceptionType,
    int Attempts,
    string? TraceId,
    DateTimeOffset? FirstFailedAt,
    DateTimeOffset? LastFailedAt,
    DateTimeOffset ParkedAt,
    string? MessageId,
    string? Type,
    string? Source,
    bool Redrivable);

/// <param name="Properties">Message properties and headers; text as it is, other types of AMQP under their names.</param>
/// <param name="ContentBytes">Size of the content.</param>
public sealed record InspectedLetter(ParkedLetter DeadLetter, JsonElement Properties, int ContentBytes, OperatorAction[] Actions);

/// <param name="Encoding"><c>text</c> or <c>base64</c>.</param>
public sealed record ParkedContent(Guid Id, string? ContentType, string Encoding, string Content);

/// <summary>Which dead letters to redrive; without queue and reason all that can be.</summary>
/// <param name="Limit">1 to 1,000.</param>
public sealed record RedriveRequest(string? Queue = null, string? Reason = null, int Limit = 100);

/// <param name="Redriven">Sent to their queues again.</param>
/// <param name="Left">Fit the filter and are still parked: above the limit, or not taken by the broker.</param>
/// <param name="WithoutSubscription">Among those: parked from queues that the service does not consume any more.</param>
/// <param name="Stopped">Why it ended early; null where it did not.</param>
public sealed record RedriveReport(int Redriven, long Left, long WithoutSubscription, string? Stopped);

/// <param name="Note">Why, 1 to 500 characters; kept with the name of who did it.</param>
public sealed record DiscardRequest(string Note);

/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record OperatorActionPage(OperatorAction[] Actions, Guid? Next);

/// <summary>A line of the audit trail.</summary>
/// <param name="Actor">Subject of the operator's token.</param>
/// <param name="Action">viewed, redriven or discarded.</param>
/// <param name="Queue">The queue it was parked from, or <c>outbox</c>.</param>
/// <param name="Reason">Why it had been parked.</param>
public sealed record OperatorAction(
    Guid Id,
    DateTimeOffset At,
    string Actor,
    string Action,
    string? Note,
    Guid DeadLetterId,
    string? MessageId,
    string? Type,
    string Queue,
    string Reason);

/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record UnsentEventPage(UnsentEvent[] Events, string? Next);

/// <summary>An event of this service that the broker refused until the relay gave up.</summary>
/// <param name="Types">The versions of it that were not sent.</param>
/// <param name="Attempts">How often the broker refused it.</param>
/// <param name="Error">What the broker said last.</param>
public sealed record UnsentEvent(
    Guid Id, string[] Types, string? Subject, DateTimeOffset Time, int Attempts, string? Error, DateTimeOffset GivenUpAt);
