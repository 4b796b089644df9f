using Healthcare.Api.Data;
using Healthcare.Api.Features.GetHeatMap;
using Healthcare.Api.Features.GetStudy;
using Healthcare.Api.Features.ListScanners;
using Healthcare.Api.Features.ListWorklist;
using Healthcare.Api.Features.MarkScanner;
using Healthcare.Api.Features.RegisterScanner;
using Healthcare.Api.Features.SummariseActivity;
using Healthcare.Api.Features.UploadStudy;
using Healthcare.Api.Imaging;
using Healthcare.Contracts.V1;
using Manufacturing.Contracts.V1;
using Platform.Inference;
using Platform.Messaging;
using Platform.ServiceDefaults;

namespace Healthcare.Api;

public static class HealthcareServices
{
    public static WebApplicationBuilder AddHealthcare(this WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase<HealthcareDbContext>(ResourceNames.HealthcareDatabase);
        builder.AddMessaging<HealthcareDbContext>("healthcare", messaging => messaging
            .Publishes(StudyAnalysed.Type, HealthcareContractsJson.Default.StudyAnalysed)
            .Consumes<FailurePredicted, MarkScannerConsumer>(FailurePredicted.Type, ManufacturingContractsJson.Default.FailurePredicted));
        builder.AddModel(ImagingModel.ChestXRay, RadiographReading.Accept);
        builder.AddAccess(HealthcareAccess.Table);
        builder.Services.AddValidation();
        builder.Services.AddOptions<ImageLimits>()
            .BindConfiguration(ImageLimits.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();

        builder.Services.AddSingleton<RadiographReading>();
        builder.Services.AddScoped<UploadStudyHandler>();
        builder.Services.AddScoped<GetStudyHandler>();
        builder.Services.AddScoped<GetHeatMapHandler>();
        builder.Services.AddScoped<ListWorklistHandler>();
        builder.Services.AddScoped<RegisterScannerHandler>();
        builder.Services.AddScoped<ListScannersHandler>();
        builder.Services.AddScoped<SummariseActivityHandler>();
        return builder;
    }
}
