using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Messaging.DeadLetters;

namespace Platform.Messaging;

/// <summary>Adds what operators need to a service.</summary>
public static class DeadLetterExtensions
{
    /// <summary>
    /// Maps <c>/dead-letters</c>: list, inspect, redrive one or all, discard with a note, and the audit trail; and the same for
    /// events that could not be sent (<c>/dead-letters/unsent</c>).
    /// </summary>
    /// <param name="endpoints">The service's group.</param>
    /// <param name="operators">Admits those who deal with messages without seeing what is in them.</param>
    /// <param name="readers">Admits those who may read the content, which may be personal data.</param>
    public static RouteGroupBuilder MapDeadLetters(
        this IEndpointRouteBuilder endpoints, Action<IEndpointConventionBuilder> operators, Action<IEndpointConventionBuilder> readers)
    {
        ArgumentNullException.ThrowIfNull(operators);
        ArgumentNullException.ThrowIfNull(readers);
        var letters = endpoints.MapGroup("/dead-letters").WithTags("Dead letters");
        DeadLetterEndpoints.Map(letters, operators, readers);
        RedriveEndpoints.Map(letters, operators);
        UnsentEventEndpoints.Map(letters, operators);
        return letters;
    }
}
