using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.AppHost;

internal static class StartReportsExtensions
{
    /// <summary>Makes the terminal tell what a newcomer needs to know of the start, and nothing else.</summary>
    public static void AddStartReports(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddSingleton<ResourceLogs>();
            builder.Services.AddSingleton<ServiceChecks>();
            builder.Services.AddHostedService<StartReports>();
            builder.Services.AddLogging(logging => logging
                .AddFilter("Aspire.Hosting.Dcp", LogLevel.Warning)
                .AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
            builder.StopQuietly();
        }
    }
}
