using System.Security.Claims;
using Fraud.Api.Features.WorkPolicy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ImportTransactions;

internal static class ImportTransactionsEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/transactions/import", HandleAsync)
        .RequirePermission(FraudAccess.Import)
        .RequireNamedCaller()
        .WithBodyLimit(ImportTransactions.AtMostBytes)
        .WithName("ImportTransactions")
        .WithSummary("Takes up to 5,000 payments of the past with what became of them; all or none");

    private static async Task<Results<Ok<ImportedTransactions>, ValidationProblem, Conflict<ProblemDetails>>> HandleAsync(
        ImportTransactions request, ClaimsPrincipal caller, ImportTransactionsHandler handler, CancellationToken cancellationToken)
    {
        var (imported, conflicting) = await handler.HandleAsync(request, caller.SubjectId(), cancellationToken);
        return imported is not null
            ? TypedResults.Ok(imported)
            : TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "Other payments have these ids.",
                Detail = $"Nothing was imported. Known with other content, or twice in the request: {string.Join(", ", conflicting)}.",
            });
    }
}
