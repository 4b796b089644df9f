using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Cli.Screen;

namespace Platform.Cli.Running;

/// <summary>Talks to the running platform as one of the demo roles.</summary>
internal sealed class PlatformClient(Clone clone, TimeProvider time) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private (string Token, DateTimeOffset Until)? _operator;

    /// <summary>Where the services listen now: a run that has just begun may have moved to other ports.</summary>
    public ServiceAddresses Addresses => ServiceAddresses.Of(clone);

    /// <summary>A token for a demo role.</summary>
    public Task<string> TokenAsync(string role, CancellationToken cancellationToken) => ProgramTokenAsync($"demo-{role}", cancellationToken,
        $"the authority gives no token for the role '{role}'; the roles are: {string.Join(", ", DemoRoles.All)}.");

    /// <summary>A token for a client of the demo.</summary>
    public async Task<string> ProgramTokenAsync(string client, CancellationToken cancellationToken, string? refusal = null)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = clone.DemoSecret,
        });
        var identity = Addresses.Identity.Url;
        HttpResponseMessage response;
        try
        {
            response = await _http.PostAsync(new Uri(identity, "/connect/token"), form, cancellationToken);
        }
        catch (HttpRequestException)
        {
            throw new CommandFailedException($"nothing answers at {identity}: start the platform with ./platform up first.");
        }

        using (response)
        {
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
            {
                throw new CommandFailedException(refusal ?? $"the authority gives no token to '{client}'.");
            }

            response.EnsureSuccessStatusCode();
            var token = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return token.GetProperty("access_token").GetString()!;
        }
    }

    /// <summary>What a service decided lately, or nothing while it does not answer.</summary>
    public async Task<ServiceSummary?> SummaryAsync(ServiceAddress service, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service.Url, "/v1/summary"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await OperatorTokenAsync(cancellationToken));
            using var response = await _http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync<ServiceSummary>(Json, cancellationToken)
                : null;
        }
        catch (Exception failure) when (IsPassing(failure, cancellationToken))
        {
            return null;
        }
    }

    /// <summary>Whether a service says that it is ready.</summary>
    public async Task<bool> IsHealthyAsync(ServiceAddress service, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(service.Url, "/health"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (IsPassing(failure, cancellationToken))
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsPassing(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or CommandFailedException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private async Task<string> OperatorTokenAsync(CancellationToken cancellationToken)
    {
        if (_operator is not { } held || held.Until < time.GetUtcNow())
        {
            held = (await TokenAsync("operator", cancellationToken), time.GetUtcNow().AddMinutes(30));
            _operator = held;
        }

        return held.Token;
    }
}
