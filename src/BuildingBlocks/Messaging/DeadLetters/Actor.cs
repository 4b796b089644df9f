using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Messaging.DeadLetters;

/// <summary>Who does something with dead letters: what is done is written down with a name.</summary>
internal static class Actor
{
    private const int LongestName = 256;

    /// <summary>The caller's name, which <see cref="RequireActor"/> has made sure of.</summary>
    public static string ActorName(this ClaimsPrincipal caller) =>
        Find(caller) ?? throw new InvalidOperationException("The endpoint does not require an actor.");

    /// <summary>Refuses a token that names no subject, so that nothing is done that nobody did.</summary>
    public static RouteHandlerBuilder RequireActor(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(
        (context, next) => Find(context.HttpContext.User) is null ? ValueTask.FromResult<object?>(Nobody()) : next(context));

    private static string? Find(ClaimsPrincipal caller) =>
        caller.FindFirstValue("sub") is { Length: > 0 } subject ? subject[..Math.Min(subject.Length, LongestName)] : null;

    private static ProblemHttpResult Nobody() => TypedResults.Problem(
        statusCode: StatusCodes.Status403Forbidden,
        detail: "The token names no subject, and what is done here is written down with a name.");
}
