using Fraud.Api.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ReplayDecision;

internal static class ReplayDecisionEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/transactions/{id}/replay", HandleAsync)
        .RequirePermission(FraudAccess.Read)
        .WithName("ReplayDecision")
        .WithSummary("Makes the decision again and says whether it is identical to the bit");

    private static async Task<Results<Ok<Replay>, ValidationProblem, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        [Identifier] string id, FraudDbContext database, DecisionReplayer replayer, CancellationToken cancellationToken) =>
        await database.FindWithDecisionAsync(id, cancellationToken) switch
        {
            null => TypedResults.NotFound(),
            { Decision: { } decision } transaction => TypedResults.Ok(await replayer.ReplayAsync(transaction, decision, cancellationToken)),
            _ => TypedResults.Conflict(Undecided.Problem(id)),
        };
}
