using Manufacturing.Api.Data;
using Manufacturing.Api.Features.GetMachine;
using Manufacturing.Api.Features.ListMachines;
using Manufacturing.Api.Features.RecordReadings;
using Manufacturing.Api.Features.RegisterMachine;
using Manufacturing.Api.Features.SummariseActivity;
using Manufacturing.Contracts.V1;
using Platform.Inference;
using Platform.Messaging;
using Platform.ServiceDefaults;

namespace Manufacturing.Api;

public static class ManufacturingServices
{
    public const string ModelName = "manufacturing";

    public static WebApplicationBuilder AddManufacturing(this WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase<ManufacturingDbContext>("manufacturingdb");
        builder.AddMessaging<ManufacturingDbContext>("manufacturing", messaging => messaging
            .Publishes(FailurePredicted.Type, ManufacturingContractsJson.Default.FailurePredicted));
        builder.AddModel(ModelName, RemainingLifeModel.Accept);
        builder.AddAccess(ManufacturingAccess.Table);
        builder.Services.AddValidation();

        builder.Services.AddSingleton<RemainingLifeModel>();
        builder.Services.AddScoped<RegisterMachineHandler>();
        builder.Services.AddScoped<MachineHistory>();
        builder.Services.AddScoped<RecordReadingsHandler>();
        builder.Services.AddScoped<GetMachineHandler>();
        builder.Services.AddScoped<ListMachinesHandler>();
        builder.Services.AddScoped<SummariseActivityHandler>();
        return builder;
    }
}
