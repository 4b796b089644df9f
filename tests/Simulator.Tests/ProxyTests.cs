using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Platform.TestKit;

namespace Simulator.Tests;

/// <summary>The simulator stands for every service here: what it calls, and by which clients, all of them do.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("http/protobuf", HttpProtocols.Http1)]
    [InlineData("grpc", HttpProtocols.Http2)]
    public async Task Nothing_for_this_machine_reaches_the_proxy_and_everything_else_does(string protocol, HttpProtocols http)
    {
        var platform = new FakePlatform();
        await using var proxy = await RecordingServer.StartAsync();
        await using var authority = await RecordingServer.StartAsync();
        authority.Answer = platform.AuthorityAsync;
        await using var services = await RecordingServer.StartAsync();
        services.Answer = platform.ServiceAsync;
        await using var collector = await RecordingServer.StartAsync(http);

        await using var simulator = ProgramBehindProxy.Start(typeof(Program).Assembly, proxy.Address, [], new Dictionary<string, string>(SimulatorRun.World)
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["services__identity__http__0"] = $"http://localhost:{authority.Port}",
            ["services__fraud-api__http__0"] = $"http://127.0.0.1:{services.Port}",
            ["services__retail-api__http__0"] = $"http://127.0.0.1:{services.Port}",
            ["services__manufacturing-api__http__0"] = $"http://localhost:{services.Port}",
            ["services__healthcare-api__http__0"] = "http://healthcare.example.com",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://localhost:{collector.Port}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
        });

        await ArrivesAsync(services, "POST /v1/transactions");
        await ArrivesAsync(services, "POST /v1/readings");
        await ArrivesAsync(collector, "metrics", "Metrics");
        await ArrivesAsync(proxy, "PUT http://healthcare.example.com/v1/scanners/");
        await AskWithTokenAsync(await AddressOfAsync(simulator));
        await ArrivesAsync(authority, "GET /.well-known/openid-configuration");
        proxy.Requests.ShouldAllBe(request => request.Contains(" http://healthcare.example.com/", StringComparison.Ordinal));
    }

    private static Task ArrivesAsync(RecordingServer server, params string[] parts) => Eventually.TrueAsync(
        () => server.Requests.Any(request => parts.Any(part => request.Contains(part, StringComparison.Ordinal))), $"{parts[0]} arrives");

    // A token of whatever kind makes the service ask the authority for its keys.
    private static async Task AskWithTokenAsync(Uri simulator)
    {
        using var client = new HttpClient { BaseAddress = simulator };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a.b.c");
        using var answer = await client.PutAsJsonAsync("/v1/pace", new { factor = 1 });
        answer.IsSuccessStatusCode.ShouldBeFalse();
    }

    private static async Task<Uri> AddressOfAsync(ProgramBehindProxy program)
    {
        const string Says = "Now listening on: ";
        var line = await Eventually.GetAsync(
            () => Task.FromResult(program.Output.FirstOrDefault(line => line.Contains(Says, StringComparison.Ordinal))), "it says where it listens");
        return new Uri(line[(line.IndexOf(Says, StringComparison.Ordinal) + Says.Length)..]);
    }
}
