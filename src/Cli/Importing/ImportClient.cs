using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Cli.Importing;

/// <summary>The import endpoints of a Fraud service. What a service out of reach needs is patience; a refusal ends the command.</summary>
internal sealed class ImportClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;
    private readonly Func<CancellationToken, Task<string>> _token;
    private string? _held;

    public ImportClient(Uri service, Func<CancellationToken, Task<string>> token, HttpMessageHandler? transport = null)
    {
        _http = transport is null ? new HttpClient() : new HttpClient(transport);
        _http.BaseAddress = service;
        _http.Timeout = TimeSpan.FromMinutes(2);
        _token = token;
    }

    public Task<ImportStatus> StartAsync(Announcement announced, CancellationToken cancellationToken) =>
        StatusAsync(() => new HttpRequestMessage(HttpMethod.Post, "/v1/imports") { Content = JsonContent.Create(announced, options: Json) }, cancellationToken);

    public Task<ImportStatus> GetAsync(Guid id, CancellationToken cancellationToken) =>
        StatusAsync(() => new HttpRequestMessage(HttpMethod.Get, $"/v1/imports/{id}"), cancellationToken);

    public Task<ImportStatus> UploadAsync(Guid id, long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken) =>
        StatusAsync(
            () => new HttpRequestMessage(HttpMethod.Put, $"/v1/imports/{id}/content?offset={offset}")
            {
                Content = new ReadOnlyMemoryContent(chunk) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
            },
            cancellationToken);

    public async Task WriteErrorsAsync(Guid id, string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, $"/v1/imports/{id}/errors"), cancellationToken);
        try
        {
            await using var file = File.Create(path);
            await response.Content.CopyToAsync(file, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path} cannot be written: {failure.Message}", HistoryImport.WrongInput);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ImportStatus> StatusAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<ImportStatus>(Json, cancellationToken))!;
    }

    /// <exception cref="CommandFailedException">The service refuses.</exception>
    /// <exception cref="HttpRequestException">It is out of reach, or busy: may be tried again.</exception>
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        var isRenewed = _held is null;
        while (true)
        {
            _held ??= await _token(cancellationToken);
            using var request = make();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _held);
            HttpResponseMessage response;
            try
            {
                response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new HttpRequestException("no answer in time");
            }

            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                if (response.StatusCode == HttpStatusCode.Unauthorized && !isRenewed)
                {
                    (_held, isRenewed) = (null, true); // a token lives for an hour, and an import may take longer
                    continue;
                }

                throw await RefusedAsync(response, cancellationToken);
            }
        }
    }

    private async Task<Exception> RefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized => new CommandFailedException("the service does not accept the token: it needs one with the scope fraud.import.", HistoryImport.WrongInput),
        HttpStatusCode.Forbidden => new CommandFailedException("the token has not the scope fraud.import.", HistoryImport.WrongInput),
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
            new HttpRequestException($"it answered {(int)response.StatusCode}", null, response.StatusCode),
        HttpStatusCode.NotFound when response.Content.Headers.ContentType is null =>
            new CommandFailedException($"what answers at {_http.BaseAddress} knows no imports, or not this one any more.", HistoryImport.WrongInput),
        _ => new CommandFailedException($"the service refuses: {await ReasonAsync(response, cancellationToken)}", HistoryImport.WrongInput),
    };

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            if (problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object)
            {
                return string.Join("; ", errors.EnumerateObject().Select(error => $"{error.Name} {string.Join(", ", error.Value.EnumerateArray())}"));
            }

            var title = problem.TryGetProperty("title", out var t) ? t.ToString() : "";
            return problem.TryGetProperty("detail", out var detail) ? $"{title} {detail}".Trim() : title;
        }
        catch (JsonException)
        {
            return $"{(int)response.StatusCode}";
        }
    }
}
