using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Features.GetMachine;

internal static class GetMachineEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/machines/{id}", HandleAsync)
        .RequirePermission(ManufacturingAccess.Read)
        .WithName("GetMachine")
        .WithSummary("A machine, its remaining life and what drives it");

    private static async Task<Results<Ok<WatchedMachine>, ValidationProblem, NotFound>> HandleAsync(
        [Identifier] string id, GetMachineHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(id, cancellationToken) is { } machine
            ? TypedResults.Ok(machine)
            : TypedResults.NotFound();
}
