using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Fraud.FunctionalTests.Security;

/// <summary>
/// Whatever is sent to whichever endpoint, it is taken or refused with a reason; it is never an error of ours. To look for
/// longer, or elsewhere: <c>FUZZ_REQUESTS=2000 FUZZ_SEED=7 dotnet test …</c>
/// </summary>
public sealed class FuzzTests(FuzzFixture fuzz) : IClassFixture<FuzzFixture>
{
    private const int FailuresShown = 5;

    private static readonly int Seed = Setting("FUZZ_SEED", 20_260_131);
    private static readonly int RequestsEach = Setting("FUZZ_REQUESTS", 30);

    public static TheoryData<string> Titles => [.. HttpFile.Requests.Select(request => request.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_request_of_the_file_is_valid_as_it_stands(string title)
    {
        var example = await fuzz.PrepareAsync(HttpFile.Requests.Single(request => request.Title == title));
        using var client = fuzz.Client(example.Caller);

        using var response = await client.SendAsync(FuzzedRequest.Of(example).ToMessage());

        // Not everything it speaks about is there, or as it would have to be; but it can be read.
        if (!response.IsSuccessStatusCode)
        {
            response.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Conflict);
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task An_odd_request_is_no_error_of_ours(string title)
    {
        var example = await fuzz.PrepareAsync(HttpFile.Requests.Single(request => request.Title == title));
        var endpoint = ServedEndpoint.For(fuzz.Served, example.Method, example.Path)!;
        using var client = fuzz.Client(example.Caller);
        var failures = new List<string>();

        for (var number = 0; number < RequestsEach && failures.Count < FailuresShown; number++)
        {
            var seed = Seed + number;
            var request = new Fuzzer(seed).Change(FuzzedRequest.Of(example), endpoint);
            if (await WrongAsync(client, request) is { } wrong)
            {
                failures.Add($"seed {seed}: {wrong}\n  {request}");
            }
        }

        failures.ShouldBeEmpty(string.Join('\n', failures));
    }

    private async Task<string?> WrongAsync(HttpClient client, FuzzedRequest request)
    {
        long[] before = request.Method == "GET" ? [] : await fuzz.CountAsync();
        using var message = request.ToMessage();
        using var response = await client.SendAsync(message);
        var (status, body) = ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        long[] after = request.Method == "GET" ? [] : await fuzz.CountAsync();
        return status switch
        {
            >= 500 => $"{status} {body}",
            >= 400 when !IsProblem(response, body) => $"{status} without problem details: {body}",
            >= 400 when !after.AsSpan().SequenceEqual(before) => $"{status}, and something changed",
            _ => null,
        };
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static bool IsProblem(HttpResponseMessage response, string body)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return false;
        }

        using var problem = JsonDocument.Parse(body);
        return problem.RootElement.TryGetProperty("title", out var title)
            && title.GetString() is { Length: > 0 }
            && problem.RootElement.GetProperty("status").GetInt32() == (int)response.StatusCode;
    }
}
