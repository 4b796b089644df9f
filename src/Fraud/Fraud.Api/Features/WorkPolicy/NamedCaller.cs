using Fraud.Api.Data.Policies;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.WorkPolicy;

internal static class NamedCaller
{
    /// <summary>Refuses a token without a subject: what is done here is written down with a name, and needs two of them.</summary>
    public static RouteHandlerBuilder RequireNamedCaller(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .AddEndpointFilter((context, next) => context.HttpContext.User.SubjectId().Length is > 0 and <= PolicyAction.LongestActor
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden,
                detail: "The token names no subject, and what is done here is written down with a name.")));
}
