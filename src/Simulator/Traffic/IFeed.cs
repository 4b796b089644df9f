namespace Simulator.Traffic;

/// <summary>One kind of traffic for one service.</summary>
public interface IFeed
{
    /// <summary>Name for logs and health: the kind of traffic.</summary>
    string Name { get; }

    /// <summary>Steps a second, 0 to send none.</summary>
    double Rate { get; }

    /// <summary>Brings the past in, before the first step and whenever the service seems to have lost it. Safe to repeat.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Sends the next thing. A step that failed is tried again.</summary>
    Task StepAsync(CancellationToken cancellationToken);

    /// <summary>Leaves the next thing out: the service refuses it though all is prepared.</summary>
    void Skip();
}
