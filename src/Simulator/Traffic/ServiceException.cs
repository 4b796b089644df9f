using System.Net;
using System.Text.Json;
using Platform.ServiceDefaults;

namespace Simulator.Traffic;

/// <summary>A service, or the authority, did not do what it was asked for: who it was, and what it said.</summary>
public sealed class ServiceException(string service, string reason, Exception? inner = null) : Exception($"{service} {reason}", inner)
{
    /// <summary>The service's name.</summary>
    public string Service { get; } = service;

    /// <summary>The status it answered with; nothing when it did not answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>When it wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Whether a service refuses what was asked, as opposed to being away, busy, or not convinced of who asks. An authority that
    /// gives no token says nothing of what was to be sent.
    /// </summary>
    public bool IsRefusal => Service != ResourceNames.Identity && Status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError
        and not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);

    /// <summary>In words, why there is no answer, or only a part of one.</summary>
    public static ServiceException From(Exception failure, string service) => failure switch
    {
        OperationCanceledException or TimeoutException => new(service, "did not answer in time", failure),
        JsonException => new(service, $"answered what cannot be read: {failure.Message}", failure),
        // The outer message of an answer that breaks off only says that there was an error.
        { InnerException: IOException inner } => new(service, $"broke off: {inner.Message}", failure),
        _ => new(service, $"cannot be reached: {failure.Message}", failure),
    };
}
