using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.TestKit;

namespace Simulator.Tests;

/// <summary>
/// All four services in one, and their authority: they know what was registered with them, and answer as the real ones do to
/// what they do not know.
/// </summary>
internal sealed class FakePlatform
{
    // Where a step of each feed arrives.
    private static readonly string[] Steps = ["/v1/transactions", "/v1/feedback", "/v1/readings", "/v1/studies"];

    private readonly ConcurrentDictionary<string, byte> _known = [];
    private readonly ConcurrentDictionary<string, byte> _taken = [];
    private volatile string _keys = "keys-1";

    /// <summary>Answers instead of the services, where it does.</summary>
    public Func<HttpContext, Task<bool>>? Instead { get; set; }

    public bool Knows(string thing) => _known.ContainsKey(thing);

    /// <summary>Loses everything, as a database that was reset.</summary>
    public void Reset() => _known.Clear();

    /// <summary>The authority signs with other keys from now on, and the services believe nothing that is older.</summary>
    public void RevokeTokens() => _keys = "keys-2";

    /// <summary>Waits until every feed has sent something from now on, and it was taken.</summary>
    public async Task AllAreFedAsync(TimeSpan? within = null)
    {
        _taken.Clear();
        await Eventually.TrueAsync(
            () => Steps.All(_taken.ContainsKey) ? true : throw new InvalidOperationException("fed: " + string.Join(", ", _taken.Keys)),
            "every service is fed",
            within);
    }

    public Task AuthorityAsync(HttpContext context)
    {
        if (context.Request.Path != "/connect/token")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsJsonAsync(new { access_token = _keys, expires_in = 3600 });
    }

    public async Task ServiceAsync(HttpContext context)
    {
        if (Instead is { } instead && await instead(context))
        {
            return;
        }

        var status = context.Request.Headers.Authorization != $"Bearer {_keys}" ? 401 : await StatusAsync(context.Request);
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new { title = "as the services say", latestCycle = (int?)null });
    }

    private async Task<int> StatusAsync(HttpRequest request)
    {
        var path = request.Path.Value!;
        switch (request.Method, path)
        {
            case ("POST", "/v1/studies"):
                return Take(path, ["/v1/scanners/" + (await request.ReadFormAsync())["scannerId"]], otherwise: 400);
            case ("GET", _):
                return Knows(path) || path.EndsWith("/recommendations", StringComparison.Ordinal) ? 200 : 404;
            case ("PUT", not "/v1/catalogue/items"):
                _known[path] = 0;
                return 200;
        }

        var body = await request.ReadFromJsonAsync<JsonElement>();
        switch (path)
        {
            case "/v1/catalogue/items":
                foreach (var item in Each(body, "items", "id"))
                {
                    _known["item " + item] = 0;
                }

                return 200;
            case "/v1/transactions":
                return Take(path, [], otherwise: 0);
            case "/v1/feedback":
                return Take(path, Each(body, "feedback", "itemId").Select(item => "item " + item), otherwise: 400);
            case "/v1/orders":
                return Take(path, Each(body, "lines", "itemId").Select(item => "item " + item), otherwise: 400);
            case "/v1/readings":
                return Take(path, Each(body, "readings", "machineId").Select(machine => "/v1/machines/" + machine), otherwise: 404);
            default:
                return 200;
        }
    }

    private int Take(string kind, IEnumerable<string> needed, int otherwise)
    {
        if (!needed.All(Knows))
        {
            return otherwise;
        }

        _taken[kind] = 0;
        return 200;
    }

    private static IEnumerable<string> Each(JsonElement body, string list, string member) =>
        body.GetProperty(list).EnumerateArray().Select(element => element.GetProperty(member).GetString()!);
}
