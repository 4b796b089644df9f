namespace Platform.Messaging.Topology;

/// <summary>A queue exists with other arguments than ours, which no program can change: an operator must.</summary>
internal sealed class QueueMismatchException(string queue, Exception inner) : Exception(
    $"The queue '{queue}' exists with other arguments ({Reason(inner)}). Move what is in it elsewhere and delete it; "
    + "it is then made anew. See docs/operations.md, \"Queues made by an earlier version\".",
    inner)
{
    // The broker's own words: "PRECONDITION_FAILED - inequivalent arg 'x-delivery-limit' for queue …".
    private static string Reason(Exception error) =>
        (error as RabbitMQ.Client.Exceptions.OperationInterruptedException)?.ShutdownReason?.ReplyText ?? error.GetType().Name;
}
