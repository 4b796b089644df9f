using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Messaging;

namespace Messaging.FunctionalTests;

/// <summary>One process of the shop: pooled contexts and a retrying strategy, as Aspire registers them.</summary>
public sealed class ShopHost : IAsyncDisposable
{
    public const string Queue = "shop." + OrderTaken.Type;

    private const string CallerHeader = "X-Caller";

    private readonly WebApplication _app;
    private bool _stopped;

    private ShopHost(WebApplication app) => _app = app;

    public Shipping Shipping => _app.Services.GetRequiredService<Shipping>();

    public IServiceProvider Services => _app.Services;

    public static async Task<ShopHost> StartAsync(
        string database,
        string broker,
        Action<MessagingBuilder<ShopContext>>? messaging = null,
        Action<IServiceCollection>? services = null,
        params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:messaging"] = broker,
            ["Messaging:RetryDelay"] = "00:00:00.050",
            ["Messaging:RetryGrowth"] = "2",
            ["Messaging:PollInterval"] = "00:00:00.200",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));
        builder.Services.AddDbContextPool<ShopContext>(options =>
            options.UseNpgsql(database, npgsql => npgsql.EnableRetryOnFailure()));
        builder.Services.AddSingleton<Shipping>();
        builder.AddMessaging("shop", messaging ?? PublishAndShip);
        services?.Invoke(builder.Services);

        var app = builder.Build();
        app.Use((context, next) =>
        {
            // In place of a token: roles are tried with the services that have them.
            context.User = new ClaimsPrincipal(new ClaimsIdentity(
                context.Request.Headers[CallerHeader].Select(caller => new Claim("sub", caller!)), "test"));
            return next(context);
        });
        app.MapDeadLetters(operators: _ => { }, readers: _ => { });
        await app.StartAsync();
        return new ShopHost(app);
    }

    /// <summary>A client of the host's endpoints; null is a caller whose token names nobody.</summary>
    public HttpClient CreateClient(string? caller = "olivia")
    {
        var client = _app.GetTestClient();
        if (caller is not null)
        {
            client.DefaultRequestHeaders.Add(CallerHeader, caller);
        }

        return client;
    }

    public static void PublishAndShip(MessagingBuilder<ShopContext> messaging) => messaging
        .Publishes(OrderTaken.Type, ShopJson.Default.OrderTaken)
        .Publishes(OrderForgotten.Type, ShopJson.Default.OrderForgotten)
        .Consumes<OrderTaken, ShipOrderConsumer>(OrderTaken.Type, ShopJson.Default.OrderTaken);

    public static void PublishOnly(MessagingBuilder<ShopContext> messaging) => messaging
        .Publishes(OrderTaken.Type, ShopJson.Default.OrderTaken)
        .Publishes(OrderForgotten.Type, ShopJson.Default.OrderForgotten);

    /// <summary>Makes the tables, as a service's migrations would.</summary>
    public static async Task CreateTablesAsync(string database)
    {
        var options = new DbContextOptionsBuilder<ShopContext>().UseNpgsql(database).Options;
        await using var context = new ShopContext(options);
        await context.Database.EnsureCreatedAsync();
        // Not from the pool: it would hand out connections with old type information.
        NpgsqlConnection.ClearPool((NpgsqlConnection)context.Database.GetDbConnection());
    }

    /// <summary>Takes an order as a request would: state and event in one SaveChanges.</summary>
    public async Task<Guid> TakeOrderAsync(Guid? orderId = null)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var order = new OrderTaken(orderId ?? Guid.CreateVersion7(), 5);
        scope.ServiceProvider.GetRequiredService<IOutbox>().Add(order, order.OrderId.ToString());
        await scope.ServiceProvider.GetRequiredService<ShopContext>().SaveChangesAsync();
        return order.OrderId;
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<int> ShipmentsAsync(Guid orderId, string handler = "ship") =>
        InScopeAsync(services => services.GetRequiredService<ShopContext>().Shipments
            .CountAsync(s => s.OrderId == orderId && s.Handler == handler));

    /// <summary>Everything is connected: more than being sent requests asks for.</summary>
    public async Task<bool> IsReadyAsync() => await HealthAsync() == HealthStatus.Healthy;

    public async Task<HealthStatus> HealthAsync()
    {
        var report = await _app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["messaging"].Status;
    }

    public async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _app.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
    }
}
