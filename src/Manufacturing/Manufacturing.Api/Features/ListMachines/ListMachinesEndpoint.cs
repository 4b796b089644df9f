using System.ComponentModel.DataAnnotations;
using Manufacturing.Contracts.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Features.ListMachines;

internal static class ListMachinesEndpoint
{
    private const int AtMost = 200;

    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/machines", HandleAsync)
        .RequirePermission(ManufacturingAccess.Read)
        .WithName("ListMachines")
        .WithSummary("Machines by kind, or those below their limit");

    private static async Task<Results<Ok<MachineList>, ValidationProblem>> HandleAsync(
        ListMachinesHandler handler,
        CancellationToken cancellationToken,
        [AllowedValues(null, "engine", "scanner", "line")] string? kind = null, // as in JSON: an enum here would want capitals
        bool? belowLimit = null,
        [Identifier] string? after = null,
        [Range(1, AtMost)] int take = 50) =>
        TypedResults.Ok(await handler.HandleAsync(Parse(kind), belowLimit, after, take, cancellationToken));

    private static MachineKind? Parse(string? kind) => kind is null ? null : Enum.Parse<MachineKind>(kind, ignoreCase: true);
}
