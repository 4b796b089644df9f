using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.ServiceDefaults;

namespace Simulator.Traffic;

/// <summary>
/// Puts the simulator's access token on every request, and gets a new one before it runs out, or when the service does not
/// believe it any more (an authority with new keys).
/// </summary>
public sealed class AccessTokenHandler(IHttpClientFactory clients, IConfiguration configuration, TimeProvider time) : DelegatingHandler
{
    public const string IdentityClient = "identity";

    private readonly SemaphoreSlim _asking = new(1);
    private (string Value, DateTimeOffset Until) _token;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(refused: null, cancellationToken);
        var response = await SendAsync(request, token, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        return await SendAsync(request, await TokenAsync(refused: token, cancellationToken), cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _asking.Dispose();
        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }

    private static (string Value, int Seconds)? Read(JsonElement answer) =>
        answer is { ValueKind: JsonValueKind.Object }
        && answer.TryGetProperty("access_token", out var value) && value is { ValueKind: JsonValueKind.String }
        && answer.TryGetProperty("expires_in", out var life) && life is { ValueKind: JsonValueKind.Number } && life.TryGetInt32(out var seconds)
            ? (value.GetString()!, seconds)
            : null;

    private async Task<string> TokenAsync(string? refused, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_token.Until <= time.GetUtcNow() || _token.Value == refused)
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = ResourceNames.Simulator,
                    ["client_secret"] = configuration["Demo:Secret"] ?? "",
                });
                using var client = clients.CreateClient(IdentityClient);
                var token = await client.SendAsync(HttpMethod.Post, "/connect/token", form, cancellationToken);
                _token = Read(token) is var (value, seconds)
                    ? (value, time.GetUtcNow().AddSeconds(seconds * 0.8))
                    : throw new ServiceException(ResourceNames.Identity, "answered without a token");
            }

            return _token.Value;
        }
        finally
        {
            _asking.Release();
        }
    }
}
