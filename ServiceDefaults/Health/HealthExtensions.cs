using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

internal static class HealthExtensions
{
    public const string AlivePath = "/alive";
    public const string HealthPath = "/health";

    private const string Live = "live";

    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(3);

    public static void AddServiceHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);
        // A check may retry for a minute by itself (a database that does not answer); a probe wants to know now.
        builder.Services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
            {
                check.Timeout = CheckTimeout;
            }
        });
        // Whoever is not ready logs why, once; not again with every probe.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);
    }

    /// <summary>
    /// <c>/alive</c>: the process answers (restart it when not); <c>/health</c>: it can do its work (send it requests).
    /// Open in every environment, because probes carry no token; what is wrong is told to operators only.
    /// </summary>
    public static void MapServiceHealth(this IEndpointRouteBuilder endpoints)
    {
        MapProbe(endpoints, AlivePath, check => check.Tags.Contains(Live));
        MapProbe(endpoints, HealthPath, _ => true);
    }

    private static void MapProbe(IEndpointRouteBuilder endpoints, string path, Func<HealthCheckRegistration, bool> predicate) =>
        endpoints.MapHealthChecks(path, new HealthCheckOptions { Predicate = predicate, ResponseWriter = HealthReportWriter.WriteAsync })
            .AllowAnonymous()
            .DisableRateLimiting()
            .DisableRequestTimeout();
}
