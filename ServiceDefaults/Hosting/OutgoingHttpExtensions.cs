using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults;

internal static class OutgoingHttpExtensions
{
    /// <summary>Every <see cref="HttpClient"/> finds services by name, and retries, breaks and times out by the standard handler.</summary>
    public static void AddOutgoingHttp(this WebApplicationBuilder builder)
    {
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
    }
}
