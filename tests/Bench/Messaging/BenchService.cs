using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Messaging;
using Platform.TestKit;

namespace Platform.Bench.Messaging;

/// <summary>An event of about 500 bytes.</summary>
internal sealed record Measured(Guid Id, string Filling)
{
    public const string Type = "bench.measured.v1";

    public static Measured New() => new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), Text);

    private static readonly string Text = new('x', 440);
}

/// <summary>The same, for the consumer that takes batches.</summary>
internal sealed record MeasuredTogether(Guid Id, string Filling)
{
    public const string Type = "bench.measured-together.v1";
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Measured))]
[JsonSerializable(typeof(MeasuredTogether))]
internal sealed partial class BenchJson : JsonSerializerContext;

/// <summary>A row of state at the producer, and an effect at the consumer.</summary>
internal sealed class Row
{
    public required Guid Id { get; init; }

    public required int Amount { get; init; }
}

internal sealed class BenchContext(DbContextOptions<BenchContext> options) : DbContext(options)
{
    public DbSet<Row> Rows => Set<Row>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Row>().ToTable("rows").Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.AddMessagingTables();
    }
}

/// <summary>One of the two services, as Aspire would register it: pooled contexts, a retrying strategy.</summary>
internal static class BenchService
{
    public static async Task<WebApplication> StartAsync(
        string name, string database, string broker, HandledEvents? handled, Action<MessagingBuilder<BenchContext>> messaging, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:messaging"] = broker });
        builder.Services.AddSingleton<IServer, NoServer>();
        builder.Services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft", LogLevel.None)
            .AddSimpleConsole());
        builder.Services.AddDbContextPool<BenchContext>(options =>
        {
            options.UseNpgsql(database, npgsql => npgsql.EnableRetryOnFailure());
            if (handled is not null)
            {
                options.AddInterceptors(handled);
            }
        });
        builder.AddMessaging(name, messaging);

        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<BenchContext>().Database.EnsureCreatedAsync(cancellationToken);
        }

        await app.StartAsync(cancellationToken);
        var health = app.Services.GetRequiredService<HealthCheckService>();
        while ((await health.CheckHealthAsync(cancellationToken)).Status != HealthStatus.Healthy)
        {
            await Task.Delay(50, cancellationToken);
        }

        return app;
    }
}
