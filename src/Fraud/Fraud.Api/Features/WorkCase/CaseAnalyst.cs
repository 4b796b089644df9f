using System.Security.Claims;
using Fraud.Api.Domain.Cases;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.WorkCase;

/// <summary>Who works on a case: what is done is written down with a name.</summary>
internal static class CaseAnalyst
{
    /// <summary>Refuses a token whose subject is missing or too long to be written down whole.</summary>
    public static RouteHandlerBuilder RequireAnalyst(this RouteHandlerBuilder endpoint) => endpoint
        .AddEndpointFilter((context, next) => context.HttpContext.User.SubjectId().Length is > 0 and <= CaseEntry.LongestActor
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden,
                detail: "The token names no subject, or a very long one, and what is done here is written down with a name.")));
}
