using System.ComponentModel.DataAnnotations;

namespace Platform.ServiceDefaults;

/// <summary>Section <c>Limits</c>: how much a service takes from its callers.</summary>
public sealed class LimitsOptions
{
    public const string Section = "Limits";

    /// <summary>Largest request body, in bytes, where an endpoint sets none of its own; larger is answered 413. Default 1 MiB.</summary>
    [Range(1024, 1L << 30)]
    public long BodyBytes { get; set; } = 1 << 20;

    /// <summary>Largest sum of request headers, in bytes; larger is answered 431. Default 32 KiB.</summary>
    [Range(4096, 1 << 20)]
    public int HeaderBytes { get; set; } = 32 * 1024;

    /// <summary>Connections open at once; further ones are closed. Default 2,000.</summary>
    [Range(1, 1_000_000)]
    public long Connections { get; set; } = 2_000;

    /// <summary>How long a client may take to send its headers. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a request may take; then it is cancelled and answered 504. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests a second that one caller (token subject) may send in the long run. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 1_000;

    /// <summary>Requests one caller may send at once on top. Default 2,000: the simulator fills a service's history in bursts.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 2_000;

    /// <summary>Requests a second without a valid token, by address. Default 100.</summary>
    [Range(1, 1_000_000)]
    public int AnonymousRequestsPerSecond { get; set; } = 100;
}
