using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.ServiceDefaults;

namespace Platform.AppHost;

/// <summary>
/// Asks a service that is not healthy which of its own checks fail, and why. It tells an operator only, so this takes a token
/// of the local authority; where another one is used, or nobody answers yet, nothing is known.
/// </summary>
internal sealed class ServiceChecks(DistributedApplicationModel model) : IDisposable
{
    // Nothing on this machine is asked through a proxy.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(3) };

    /// <summary>The failing checks with their answers; null where they cannot be known.</summary>
    public async Task<string?> FailedAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            if (resource is not ProjectResource service || Tokens() is not { } tokens)
            {
                return null;
            }

            var token = await tokens.GetAsync(_http, DemoTokens.Operator, cancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(service.GetEndpoint("http").Url), "/health"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await _http.SendAsync(request, cancellationToken);
            var report = await response.Content.ReadFromJsonAsync<Report>(cancellationToken);
            var failed = report?.Checks?.Where(check => check.Value.Status != "Healthy")
                .Select(check => $"{check.Key}: {check.Value.Description ?? check.Value.Status}").ToArray();
            return failed is { Length: > 0 } ? string.Join("; ", failed) : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or DistributedApplicationException or JsonException or InvalidOperationException or KeyNotFoundException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private DemoTokens? Tokens() =>
        model.Resources.OfType<ProjectResource>().FirstOrDefault(resource => resource.Name == ResourceNames.Identity) is { } identity
        && model.Resources.OfType<ParameterResource>().FirstOrDefault(resource => resource.Name == LocalAuthority.SecretName) is { } secret
            ? new DemoTokens(identity, secret)
            : null;

    private sealed record Report(IReadOnlyDictionary<string, Check>? Checks);

    private sealed record Check(string Status, string? Description);
}
