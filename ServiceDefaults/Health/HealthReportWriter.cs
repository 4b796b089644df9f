using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults;

internal static class HealthReportWriter
{
    /// <summary>The role that may see which check failed and why.</summary>
    public const string Operator = "operator";

    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var claims = context.RequestServices.GetRequiredService<TokenClaims>();
        if (!claims.Roles(context.User).Contains(Operator))
        {
            return context.Response.WriteAsJsonAsync(new { Status = report.Status.ToString() }, context.RequestAborted);
        }

        return context.Response.WriteAsJsonAsync(
            new
            {
                Status = report.Status.ToString(),
                Duration = report.TotalDuration,
                Checks = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => new { Status = entry.Value.Status.ToString(), entry.Value.Description, entry.Value.Duration }),
            },
            context.RequestAborted);
    }
}
