using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Platform.LocalServers;

namespace Platform.E2ETests.Dashboard;

/// <summary>
/// The platform with its dashboard, on the ports that a person gets while another clone runs (one of the default block is held
/// here), and a browser in front of it.
/// </summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    private const int HeldPort = 7110;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly StateFolder _state = StateFolder.Temporary();
    private readonly TcpListener _otherClone = new(IPAddress.Loopback, HeldPort);
    private IReadOnlyList<IResource> _resources = [];
    private DistributedApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Everything that the AppHost runs and the page shows, parameters aside.</summary>
    public IEnumerable<IResource> Resources => _resources.Where(resource =>
        resource is not ParameterResource
        && _app!.ResourceNotifications.TryGetCurrentState(resource.Name, out var now) && !now.Snapshot.IsHidden);

    /// <summary>Where the dashboard is.</summary>
    public Uri Address => new(_app!.Services.GetRequiredService<IConfiguration>()["ASPNETCORE_URLS"]!);

    /// <summary>What opens it.</summary>
    public string Token => _state.Secret("dashboard");

    /// <summary>The passwords and secrets of this run.</summary>
    public IEnumerable<string> Secrets => new[] { "demo", "postgres", "messaging" }.Select(_state.Secret);

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Program is not { } chromium)
        {
            return;
        }

        HoldPort();
        using var limit = new CancellationTokenSource(StartLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                $"--{StateFolder.Variable}={_state.Path}", "--Volumes=off", "--DcpPublisher:RandomizePorts=false",
                // As in the launch profile, which tests do not read.
                "--ASPNETCORE_URLS=http://localhost:7180", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:7181",
                "--ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://localhost:7182",
            ],
            (options, _) => options.DisableDashboard = false,
            limit.Token);
        _resources = [.. builder.Resources];
        _app = await builder.BuildAsync(limit.Token);
        await _app.StartAsync(limit.Token);
        foreach (var program in _resources.OfType<ProjectResource>())
        {
            await _app.ResourceNotifications.WaitForResourceHealthyAsync(program.Name, limit.Token);
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            // Nothing is fetched from elsewhere; root needs --no-sandbox.
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A page of a browser that has never been here.</summary>
    public async Task<IPage> NewPageAsync()
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = new ViewportSize { Width = 1400, Height = 1080 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await context.NewPageAsync();
    }

    /// <summary>A page that is signed in.</summary>
    public async Task<IPage> SignInAsync()
    {
        var page = await NewPageAsync();
        await page.GotoAsync($"/login?t={Token}");
        await page.GetByText("Showing").First.WaitForAsync();
        return page;
    }

    /// <summary>A client of a service, with the token of the simulator.</summary>
    public async Task<HttpClient> ClientAsync(string service)
    {
        using var identity = _app!.CreateHttpClient("identity");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "simulator",
            ["client_secret"] = _state.Secret("demo"),
        });
        using var response = await identity.PostAsync("/connect/token", form);
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("access_token").GetString();
        var client = _app!.CreateHttpClient(service);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _otherClone.Dispose();
        _state.Delete();
    }

    // Somebody else may hold it already: that does as well.
    private void HoldPort()
    {
        try
        {
            _otherClone.Start();
        }
        catch (SocketException)
        {
        }
    }
}
