using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Platform.ServiceDefaults;

/// <summary>What every service of the platform has in common; each theme is a folder beside this file.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Registers telemetry, health, discovery, security, limits, problem details and documentation.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddTelemetry();
        builder.AddServiceHealth();
        builder.AddOutgoingHttp();
        builder.AddTokenAuthentication();
        builder.AddProblems();
        builder.AddStrictJson();
        builder.AddLimits();
        builder.AddDocumentation();
        builder.AddGracefulShutdown();
        return builder;
    }

    /// <summary>Sets up the request pipeline, and maps <c>/alive</c>, <c>/health</c>, <c>/openapi/v1.json</c> and <c>/docs</c>.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseProblemMediaType();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        // Before authorization, so that refused requests count as well; after authentication, to count by caller.
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseDatabaseGate();
        app.MapServiceHealth();
        app.MapDocumentation();
        return app;
    }
}
