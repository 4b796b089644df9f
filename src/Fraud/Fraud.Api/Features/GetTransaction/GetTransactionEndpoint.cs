using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.GetTransaction;

internal static class GetTransactionEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/transactions/{id}", HandleAsync)
        .RequirePermission(FraudAccess.Read)
        .WithName("GetTransaction")
        .WithSummary("A payment and everything that made its decision");

    private static async Task<Results<Ok<RecordedTransaction>, ValidationProblem, NotFound>> HandleAsync(
        [Identifier] string id, GetTransactionHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(id, cancellationToken) is { } transaction
            ? TypedResults.Ok(transaction)
            : TypedResults.NotFound();
}
