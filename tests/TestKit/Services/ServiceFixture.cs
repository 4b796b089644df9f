using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Platform.TestKit;

/// <summary>
/// A service as it runs, in process, on a database and a virtual host of its own: <c>public sealed class FraudFixture() :
/// ServiceFixture&lt;Program&gt;("frauddb");</c> and <c>IClassFixture&lt;FraudFixture&gt;</c>.
/// </summary>
/// <typeparam name="TProgram">The service's Program.</typeparam>
/// <param name="connectionName">Name of its database's connection string.</param>
public abstract class ServiceFixture<TProgram>(string connectionName) : WebApplicationFactory<TProgram>, IAsyncLifetime
    where TProgram : class
{
    /// <summary>The service's database.</summary>
    public TestDatabase Database { get; private set; } = null!;

    /// <summary>The service's virtual host, to publish to it and to see what it publishes.</summary>
    public TestBroker Broker { get; private set; } = null!;

    /// <summary>Override to give the service a clock that tests move; waiting and retrying inside stays in real time.</summary>
    public virtual FakeTimeProvider? Clock => null;

    /// <summary>Override to set further configuration: <c>["Messaging:Retries"] = "1"</c>.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>A client that sends a token with these roles (a person) or scopes (a program); without either, no token.</summary>
    public HttpClient CreateClient(string? role = null, string[]? scopes = null, string subject = "tester")
    {
        var client = CreateDefaultClient();
        if (role is not null || scopes is not null)
        {
            string[] roles = role is null ? [] : [role];
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer", TestTokens.Create(subject, roles, scopes ?? []));
        }

        return client;
    }

    /// <summary>Work with the service's own objects, such as its DbContext, in a scope.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Broker = await TestBroker.CreateAsync();
        await ReadyAsync(this);
    }

    /// <summary>Another instance of the service on the same database and broker, with settings of its own, once it is ready.</summary>
    public async Task<WebApplicationFactory<TProgram>> StartReplicaAsync(Action<IWebHostBuilder>? configure = null)
    {
        var replica = WithWebHostBuilder(configure ?? (_ => { }));
        await ReadyAsync(replica);
        return replica;
    }

    private static async Task ReadyAsync(WebApplicationFactory<TProgram> service)
    {
        using var client = service.CreateDefaultClient();
        await Eventually.TrueAsync(
            async () =>
            {
                using var health = await client.GetAsync(new Uri("/health", UriKind.Relative));
                return health.IsSuccessStatusCode
                    ? true
                    : throw new InvalidOperationException($"{(int)health.StatusCode} {await health.Content.ReadAsStringAsync()}");
            },
            $"{typeof(TProgram).Assembly.GetName().Name} becomes ready",
            TimeSpan.FromSeconds(60));
    }

    /// <summary>Stops the service, then drops what was made for it.</summary>
    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }

        if (Database is not null)
        {
            await Database.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(ProjectFolder.Of(typeof(TProgram).Assembly));
        builder.UseSetting($"ConnectionStrings:{connectionName}", Database.ConnectionString);
        builder.UseSetting("ConnectionStrings:messaging", Broker.ConnectionString);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        // Quick, so that a test of the third attempt does not take the minutes that production gives it.
        builder.UseSetting("Messaging:RetryDelay", "00:00:00.050");
        builder.UseSetting("Messaging:RetryGrowth", "1.5");
        builder.UseSetting("Messaging:PollInterval", "00:00:00.200");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services =>
        {
            TestTokens.Trust(services);
            if (Clock is { } clock)
            {
                services.RemoveAll<TimeProvider>();
                services.AddSingleton<TimeProvider>(clock);
            }

            ConfigureServices(services);
        });
    }

    /// <summary>Override to replace services.</summary>
    protected virtual void ConfigureServices(IServiceCollection services)
    {
    }
}
