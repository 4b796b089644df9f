using System.Net.Http.Json;
using Platform.Messaging.DeadLetters;
using Platform.TestKit;

namespace Messaging.FunctionalTests.DeadLetters;

/// <summary>The endpoints as an operator uses them.</summary>
public sealed class OperatorDesk(ShopHost host, string? caller = "olivia") : IDisposable
{
    private readonly HttpClient _client = host.CreateClient(caller);

    public async Task<DeadLetterPage> ListAsync(string query = "") => await GetAsync<DeadLetterPage>($"/dead-letters{query}");

    public Task<InspectedLetter> InspectAsync(Guid id) => GetAsync<InspectedLetter>($"/dead-letters/{id}");

    public Task<ParkedContent> ContentAsync(Guid id) => GetAsync<ParkedContent>($"/dead-letters/{id}/content");

    public async Task<OperatorAction[]> ActionsAsync(string query = "") =>
        (await GetAsync<OperatorActionPage>($"/dead-letters/actions{query}")).Actions;

    public Task<HttpResponseMessage> RedriveAsync(Guid id, CancellationToken cancellationToken = default) =>
        _client.PostAsync(new Uri($"/dead-letters/{id}/redrive", UriKind.Relative), null, cancellationToken);

    public async Task<RedriveReport> RedriveAllAsync(RedriveRequest request)
    {
        using var response = await PostAsync("/dead-letters/redrive", request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<RedriveReport>())!;
    }

    public Task<HttpResponseMessage> DiscardAsync(Guid id, string note) =>
        PostAsync($"/dead-letters/{id}/discard", new DiscardRequest(note));

    public Task<HttpResponseMessage> PostAsync<T>(string path, T body) =>
        _client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);

    public Task<HttpResponseMessage> SendAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<T> GetAsync<T>(string path) =>
        (await _client.GetFromJsonAsync<T>(new Uri(path, UriKind.Relative)))!;

    /// <summary>The dead letter of a message, when it is there.</summary>
    public Task<ParkedLetter> ParkedAsync(Guid messageId) => Eventually.GetAsync(
        async () => (await ListAsync("?limit=200")).DeadLetters.SingleOrDefault(letter => letter.MessageId == messageId.ToString()),
        "the message is among the dead letters");

    /// <summary>That there are so many.</summary>
    public async Task<ParkedLetter[]> ParkedAsync(int count)
    {
        DeadLetterPage? page = null;
        await Eventually.TrueAsync(
            async () => (page = await ListAsync("?limit=200")).DeadLetters.Length == count, $"there are {count} dead letters");
        return page!.DeadLetters;
    }

    public void Dispose() => _client.Dispose();
}
