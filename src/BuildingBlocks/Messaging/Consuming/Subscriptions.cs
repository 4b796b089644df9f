namespace Platform.Messaging.Consuming;

/// <summary>All subscriptions of the service.</summary>
public sealed class Subscriptions
{
    private readonly List<Subscription> _all = [];

    /// <summary>In the order of registration.</summary>
    public IReadOnlyList<Subscription> All => _all;

    /// <summary>Adds one.</summary>
    /// <exception cref="ArgumentException">Its queue is taken.</exception>
    public void Add(Subscription subscription)
    {
        if (_all.Any(s => s.Queue == subscription.Queue))
        {
            throw new ArgumentException(
                $"Queue '{subscription.Queue}' has a consumer already; give the second one a subscription name.", nameof(subscription));
        }

        _all.Add(subscription);
    }
}
