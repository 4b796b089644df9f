using Manufacturing.Api.Features.GetMachine;
using Manufacturing.Api.Features.ListMachines;
using Manufacturing.Api.Features.RecordReadings;
using Manufacturing.Api.Features.RegisterMachine;
using Manufacturing.Api.Features.SummariseActivity;
using Platform.Inference;
using Platform.Messaging;
using Platform.ServiceDefaults;

namespace Manufacturing.Api;

public static class ManufacturingEndpoints
{
    public static WebApplication MapManufacturing(this WebApplication app)
    {
        var v1 = app.MapGroup("/v1").WithTags("Manufacturing");
        RegisterMachineEndpoint.Map(v1);
        RecordReadingsEndpoint.Map(v1);
        GetMachineEndpoint.Map(v1);
        ListMachinesEndpoint.Map(v1);
        SummariseActivityEndpoint.Map(v1);
        v1.MapModels().RequirePermission(ManufacturingAccess.Operate);
        v1.MapDeadLetters(
            operators: endpoint => endpoint.RequirePermission(ManufacturingAccess.Operate),
            readers: endpoint => endpoint.RequirePermission(ManufacturingAccess.Inspect));
        return app;
    }
}
