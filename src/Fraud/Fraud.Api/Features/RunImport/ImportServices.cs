using Fraud.Api.Features.CancelImport;
using Fraud.Api.Features.StartImport;
using Fraud.Api.Features.UploadImport;

namespace Fraud.Api.Features.RunImport;

internal static class ImportServices
{
    /// <summary>Files of past payments: announced, uploaded, read by a worker.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ImportSignal>();
        services.AddScoped<ImportSession>();
        services.AddScoped<ImportRun>();
        services.AddScoped<StartImportHandler>();
        services.AddScoped<UploadImportHandler>();
        services.AddScoped<CancelImportHandler>();
        services.AddHostedService<ImportWorker>();
        services.AddHostedService<ImportRetention>();
        return services;
    }
}
