using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Traffic;

/// <summary>Requests to a service, as one of its clients would write them. What goes wrong is a <see cref="ServiceException"/>.</summary>
public static class ServiceClient
{
    private const int LongestDetail = 300;

    private static readonly string[] ProblemMembers = ["title", "detail", "errors"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Posts a request and reads the answer.</summary>
    public static Task<JsonElement> PostAsync<TRequest>(
        this HttpClient client, string path, TRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, path, JsonContent.Create(request, options: Json), cancellationToken);

    /// <summary>Puts a thing and reads the answer.</summary>
    public static Task<JsonElement> PutAsync<TRequest>(
        this HttpClient client, string path, TRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Put, path, JsonContent.Create(request, options: Json), cancellationToken);

    /// <summary>Gets a thing, or nothing where the service does not know it.</summary>
    public static async Task<JsonElement?> FindAsync(this HttpClient client, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(HttpMethod.Get, path, null, cancellationToken);
        }
        catch (ServiceException refusal) when (refusal.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Sends a request and reads the answer.</summary>
    public static async Task<JsonElement> SendAsync(
        this HttpClient client, HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                var detail = Detail(await response.Content.ReadAsStringAsync(cancellationToken));
                throw new ServiceException(client.BaseAddress!.Host, $"answered {(int)response.StatusCode} to {method} {path}{detail}")
                {
                    Status = response.StatusCode,
                    // As a date it would need a clock that agrees with the service's; none of ours sends one.
                    RetryAfter = response.Headers.RetryAfter?.Delta,
                };
            }

            return response.Content.Headers.ContentLength == 0
                ? default
                : await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested
            && failure is HttpRequestException or OperationCanceledException or TimeoutException or JsonException)
        {
            throw ServiceException.From(failure, client.BaseAddress!.Host);
        }
    }

    // Of a problem what it says in words, of anything else the beginning.
    private static string Detail(string body)
    {
        var text = body;
        try
        {
            using var problem = JsonDocument.Parse(body);
            if (problem.RootElement.ValueKind == JsonValueKind.Object)
            {
                text = string.Join(" ", ProblemMembers
                    .Select(name => problem.RootElement.TryGetProperty(name, out var member) ? member.ToString() : "")
                    .Where(part => part.Length > 0));
            }
        }
        catch (JsonException)
        {
            // A page of a proxy, say.
        }

        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? "" : $": {(text.Length > LongestDetail ? text[..LongestDetail] + " ..." : text)}";
    }
}
