using System.Net.Http.Json;
using System.Text.Json;
using Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults;

namespace ServiceDefaults.Tests;

/// <summary>The platform's own authority, in process, on a free port, with its key where tests can sign with it.</summary>
public sealed class TestAuthority : IAsyncDisposable
{
    public const string DemoSecret = "demo-secret-of-the-tests";
    public const string ProgramSecret = "program-secret-of-the-tests";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private TestAuthority(DirectoryInfo folder, WebApplication app, HttpClient client) =>
        (_folder, _app, Client) = (folder, app, client);

    public HttpClient Client { get; }

    public string Address => Client.BaseAddress!.ToString().TrimEnd('/');

    public string KeyFile => Path.Combine(_folder.FullName, "signing.pem");

    public static async Task<TestAuthority> StartAsync(int port = 0, string? folder = null)
    {
        var state = folder is null ? Directory.CreateTempSubdirectory("identity-tests-") : new DirectoryInfo(folder);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Identity:KeyFile"] = Path.Combine(state.FullName, "signing.pem"),
            ["Demo:Secret"] = DemoSecret,
            ["Clients:till:Secret"] = ProgramSecret,
            ["Clients:till:Scopes:0"] = "fraud.score",
            ["Clients:till:Scopes:1"] = "fraud.read",
        });
        builder.AddServiceDefaults();
        builder.AddAuthority();
        var app = builder.Build();
        app.UseAuthority();
        app.UseServiceDefaults();
        await app.StartAsync();
        return new(state, app, new HttpClient { BaseAddress = new Uri(app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)) });
    }

    public Task<HttpResponseMessage> AskAsync(string id, string secret, string? scope = null, string grant = "client_credentials")
    {
        var form = new Dictionary<string, string> { ["grant_type"] = grant, ["client_id"] = id, ["client_secret"] = secret };
        if (scope is not null)
        {
            form["scope"] = scope;
        }

        return Client.PostAsync(new Uri("connect/token", UriKind.Relative), new FormUrlEncodedContent(form));
    }

    public async Task<string> TokenAsync(string id, string secret, string? scope = null)
    {
        using var response = await AskAsync(id, secret, scope);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public Task<string> RoleTokenAsync(string role) => TokenAsync($"demo-{role}", DemoSecret);

    /// <summary>A token signed with the authority's key but with other contents than it would issue.</summary>
    public string Sign(Action<SecurityTokenDescriptor> change, SecurityKey? key = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Address + "/",
            Audience = "platform",
            NotBefore = now.AddHours(-2),
            IssuedAt = now.AddHours(-2),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = "someone", ["role"] = "analyst" },
            SigningCredentials = new SigningCredentials(key ?? SigningKey.LoadOrCreate(KeyFile), SecurityAlgorithms.RsaSha256),
        };
        change(descriptor);
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    /// <summary>Stops it and leaves its key for a successor.</summary>
    public async Task<string> StopAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        return _folder.FullName;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }
}
