using Fraud.Api.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ExploreWhatIf;

internal static class ExploreWhatIfEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/transactions/{id}/what-if", HandleAsync)
        .RequirePermission(FraudAccess.Read)
        .WithName("ExploreWhatIf")
        .WithSummary("What would have changed the decision: the smallest changes of amount or context that turn it");

    private static async Task<Results<Ok<WhatIf>, ValidationProblem, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        [Identifier] string id, FraudDbContext database, WhatIfExplorer explorer, CancellationToken cancellationToken) =>
        await database.FindWithDecisionAsync(id, cancellationToken) switch
        {
            null => TypedResults.NotFound(),
            { Decision: { } decision } transaction => TypedResults.Ok(await explorer.ExploreAsync(transaction, decision, cancellationToken)),
            _ => TypedResults.Conflict(Undecided.Problem(id)),
        };
}
