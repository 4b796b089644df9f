using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Traffic;

/// <summary>Requests to a service, as one of its clients would write them.</summary>
public static class ServiceClient
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Posts a request and reads the answer.</summary>
    /// <exception cref="HttpRequestException">The service refused it or did not answer.</exception>
    public static async Task<JsonElement> PostAsync<TRequest>(
        this HttpClient client, string path, TRequest request, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsJsonAsync(path, request, Json, cancellationToken);
        return await ReadAsync(response, path, cancellationToken);
    }

    /// <summary>Puts a thing and reads the answer.</summary>
    /// <exception cref="HttpRequestException">The service refused it or did not answer.</exception>
    public static async Task<JsonElement> PutAsync<TRequest>(
        this HttpClient client, string path, TRequest request, CancellationToken cancellationToken)
    {
        using var response = await client.PutAsJsonAsync(path, request, Json, cancellationToken);
        return await ReadAsync(response, path, cancellationToken);
    }

    /// <summary>Gets a thing, or nothing where the service does not know it.</summary>
    /// <exception cref="HttpRequestException">The service refused it or did not answer.</exception>
    public static async Task<JsonElement?> FindAsync(this HttpClient client, string path, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(path, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(response, path, cancellationToken);
    }

    /// <summary>The answer, or an exception with what the service said of the request.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, string path, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var problem = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException($"{path} answered {(int)response.StatusCode}: {problem}", null, response.StatusCode);
        }

        return response.Content.Headers.ContentLength == 0
            ? default
            : await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }
}
