using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.AppHost;

/// <summary>Tokens of the local authority for its demo roles.</summary>
internal sealed class DemoTokens(ProjectResource identity, ParameterResource secret)
{
    /// <summary>The role that commands of the page act in.</summary>
    public const string Operator = "operator";

    /// <summary>A token for a demo role.</summary>
    /// <exception cref="DistributedApplicationException">The authority does not answer, or knows no such role.</exception>
    public async Task<string> GetAsync(HttpClient http, string role, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = $"demo-{role}",
            ["client_secret"] = await secret.GetValueAsync(cancellationToken) ?? "",
        });
        var address = new Uri(new Uri(identity.GetEndpoint("http").Url), "/connect/token");
        try
        {
            using var response = await http.PostAsync(address, form, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new DistributedApplicationException($"{identity.Name} gives no token for the role '{role}' ({(int)response.StatusCode}).");
            }

            var token = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return token.GetProperty("access_token").GetString()!;
        }
        catch (HttpRequestException)
        {
            throw new DistributedApplicationException($"{identity.Name} does not answer at {address}: start it first.");
        }
    }

    /// <summary>Signs a command's request as an operator.</summary>
    public async Task SignAsync(HttpCommandRequestContext command) =>
        command.Request.Headers.Authorization =
            new AuthenticationHeaderValue("Bearer", await GetAsync(command.HttpClient, Operator, command.CancellationToken));
}
