using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Healthy while a GET answers with the expected status.</summary>
internal sealed class HttpHealthCheck(IHttpClientFactory clients, EndpointReference endpoint, string path, int status) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var url = endpoint.Url + path;
        try
        {
            using var client = clients.CreateClient();
            client.Timeout = Patience;
            using var response = await client.GetAsync(new Uri(url), cancellationToken);
            var answer = (int)response.StatusCode;
            return answer == status ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"GET {url} answered {answer} instead of {status}");
        }
        catch (Exception error) when (error is HttpRequestException || !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"GET {url} failed: {error.Message}");
        }
    }
}
