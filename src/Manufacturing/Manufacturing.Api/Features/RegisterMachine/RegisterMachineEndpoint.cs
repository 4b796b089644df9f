using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Features.RegisterMachine;

internal static class RegisterMachineEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPut("/machines/{id}", HandleAsync)
        .RequirePermission(ManufacturingAccess.Register)
        .WithName("RegisterMachine")
        .WithSummary("Registers a machine, or changes its kind, name and limit");

    private static async Task<Results<Created<RegisteredMachine>, Ok<RegisteredMachine>, ValidationProblem>> HandleAsync(
        [Identifier] string id, RegisterMachine request, RegisterMachineHandler handler, CancellationToken cancellationToken)
    {
        var (machine, isNew) = await handler.HandleAsync(id, request, cancellationToken);
        return isNew ? TypedResults.Created($"/v1/machines/{id}", machine) : TypedResults.Ok(machine);
    }
}
