using System.ComponentModel.DataAnnotations;

namespace Platform.ServiceDefaults;

/// <summary>Section <c>Shutdown</c>: how a service leaves.</summary>
public sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>
    /// How long <c>/health</c> refuses while requests are still served, so that a load balancer can look away first.
    /// Default 0: nothing balances a local run. Under Kubernetes, twice the period of the readiness probe.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:02:00")]
    public TimeSpan Delay { get; set; } = TimeSpan.Zero;

    /// <summary>How long requests and messages in flight may take to finish, after the delay. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(20);
}
