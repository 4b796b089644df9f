using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Platform.E2ETests.Telemetry;
using Platform.LocalServers;

namespace Platform.E2ETests;

/// <summary>The whole platform as the AppHost runs it, simulator included, with data of its own.</summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly string[] Services = ["identity", "fraud-api", "retail-api", "manufacturing-api", "healthcare-api", "simulator"];

    private readonly StateFolder _state = StateFolder.Temporary();
    private TraceCollector? _collector;
    private readonly string _secret = Guid.CreateVersion7().ToString("N");
    private DistributedApplication? _app;

    /// <summary>Receives the telemetry of all services.</summary>
    public TraceCollector Collector => _collector!;

    /// <summary>The running application, for what only its orchestrator knows.</summary>
    public DistributedApplication App => _app!;

    /// <summary>A client of a service, with the token of a demo role, of the program <c>simulator</c>, or with none.</summary>
    public async Task<HttpClient> ClientAsync(string service, string? caller = null)
    {
        var client = _app!.CreateHttpClient(service);
        if (caller is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(caller));
        }

        return client;
    }

    public async Task InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        _collector = new TraceCollector(_state.FreePort("collector"));
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                $"--{StateFolder.Variable}={_state.Path}", $"--Demo:Secret={_secret}", "--Volumes=off",
                $"--OTEL_EXPORTER_OTLP_ENDPOINT={_collector.Endpoint}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
                "--OTEL_BSP_SCHEDULE_DELAY=500",
            ],
            limit.Token);
        _app = await builder.BuildAsync(limit.Token);
        await _app.StartAsync(limit.Token);
        await WaitUntilHealthyAsync(limit.Token);
    }

    /// <summary>Waits until every service is healthy.</summary>
    public async Task WaitUntilHealthyAsync(CancellationToken cancellationToken)
    {
        foreach (var service in Services)
        {
            await App.ResourceNotifications.WaitForResourceHealthyAsync(service, cancellationToken);
        }
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _collector?.Dispose();
        _state.Delete();
    }

    private async Task<string> TokenAsync(string caller)
    {
        using var identity = _app!.CreateHttpClient("identity");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = caller == "simulator" ? caller : $"demo-{caller}",
            ["client_secret"] = _secret,
        });
        using var response = await identity.PostAsync("/connect/token", form);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}

[CollectionDefinition(Name)]
public sealed class PlatformCollection : ICollectionFixture<PlatformFixture>
{
    public const string Name = "the running platform";
}
