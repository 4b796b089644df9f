using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ComparePeers;

internal static class ComparePeersEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/transactions/{id}/peers", HandleAsync)
        .RequirePermission(FraudAccess.Read)
        .WithName("ComparePeers")
        .WithSummary("Amount and frequency beside the customer's own payments, and those at the same terminal and kind of merchant");

    private static async Task<Results<Ok<Peers>, ValidationProblem, NotFound>> HandleAsync(
        [Identifier] string id, ComparePeersHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(id, cancellationToken) is { } peers
            ? TypedResults.Ok(peers)
            : TypedResults.NotFound();
}
