using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Platform.ServiceDefaults;

namespace Simulator.Traffic;

/// <summary>Puts the simulator's access token on every request, and gets a new one before it runs out.</summary>
public sealed class AccessTokenHandler(IHttpClientFactory clients, IConfiguration configuration, TimeProvider time) : DelegatingHandler
{
    public const string IdentityClient = "identity";

    private readonly SemaphoreSlim _asking = new(1);
    private (string Value, DateTimeOffset Until) _token;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _asking.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_token.Until <= time.GetUtcNow())
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = ResourceNames.Simulator,
                    ["client_secret"] = configuration["Demo:Secret"] ?? "",
                });
                using var client = clients.CreateClient(IdentityClient);
                using var response = await client.PostAsync("/connect/token", form, cancellationToken);
                response.EnsureSuccessStatusCode();
                var token = (await response.Content.ReadFromJsonAsync<TokenResponse>(cancellationToken))!;
                _token = (token.AccessToken, time.GetUtcNow().AddSeconds(token.ExpiresIn * 0.8));
            }

            return _token.Value;
        }
        finally
        {
            _asking.Release();
        }
    }

    private sealed record TokenResponse(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
