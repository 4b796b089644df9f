using Platform.Messaging.Consuming;
using Platform.Messaging.Topology;

namespace Platform.Messaging.DeadLetters;

/// <summary>A subscription that the service had once.</summary>
internal sealed record RetiredSubscription(string Type, string Queue);

/// <summary>All subscriptions that the service takes back.</summary>
internal sealed class RetiredSubscriptions
{
    private readonly List<RetiredSubscription> _all = [];

    public IReadOnlyList<RetiredSubscription> All => _all;

    public void Add(string service, string type, string? subscription)
    {
        EventType.Require(type);
        var queue = QueueNames.Subscription(service, type, subscription);
        if (_all.TrueForAll(retired => retired.Queue != queue))
        {
            _all.Add(new RetiredSubscription(type, queue));
        }
    }

    /// <exception cref="ArgumentException">A queue is consumed and retired at once.</exception>
    public void RequireApartFrom(Subscriptions subscriptions)
    {
        if (_all.Find(retired => subscriptions.All.Any(s => s.Queue == retired.Queue)) is { } both)
        {
            throw new ArgumentException($"Queue '{both.Queue}' is retired and has a consumer; it can be only one of the two.");
        }
    }
}
