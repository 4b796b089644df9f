using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults;

internal static class OutgoingHttpExtensions
{
    /// <summary>
    /// Every <see cref="HttpClient"/> finds services by name, retries, breaks and times out by the standard handler, and leaves the
    /// environment's proxy out for this machine.
    /// </summary>
    public static void AddOutgoingHttp(this WebApplicationBuilder builder)
    {
        LoopbackBypass.Use();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
    }
}
