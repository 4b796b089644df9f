using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Messaging;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Messaging.Chaos.Workers;

/// <summary>A service as the shipped ones are built, with the boundaries put around the production code and not into it.</summary>
internal static class WorkerHost
{
    /// <summary>Retries that take minutes would only make the end of a run late.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    public const double RetryGrowth = 3;

    private const int MostInBatch = 20;

    public static WebApplication Build(WorkerSettings settings, Gate gate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Standard output is for the harness.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:messaging"] = settings.Broker,
            ["Messaging:RetryDelay"] = RetryDelay.ToString(),
            ["Messaging:RetryGrowth"] = RetryGrowth.ToString(CultureInfo.InvariantCulture),
            // Nobody in the relay's process commits anything that would wake it.
            ["Messaging:PollInterval"] = "00:00:00.020",
        });
        builder.Services.AddSingleton(settings).AddSingleton(gate).AddSingleton<Production>();
        builder.Services.AddSingleton<IServer, NoServer>();
        if (settings.Role == Victim.Consumer)
        {
            AddConsumer(builder, settings, gate);
        }
        else
        {
            AddProducer(builder, settings, gate);
        }

        AddBoundaries(builder.Services, gate, settings.Fault);
        return builder.Build();
    }

    /// <summary>The tables of both services, as their migrations would make them.</summary>
    public static async Task CreateTablesAsync(string makingDatabase, string countingDatabase, CancellationToken cancellationToken)
    {
        await using var making = new MakingContext(new DbContextOptionsBuilder<MakingContext>().UseNpgsql(makingDatabase).Options);
        await making.Database.EnsureCreatedAsync(cancellationToken);
        await using var counting = new CountingContext(new DbContextOptionsBuilder<CountingContext>().UseNpgsql(countingDatabase).Options);
        await counting.Database.EnsureCreatedAsync(cancellationToken);
    }

    private static void AddProducer(WebApplicationBuilder builder, WorkerSettings settings, Gate gate)
    {
        AddDatabase<MakingContext>(builder, settings, new CommitGate(gate, Boundary.StateWritten, Boundary.StateCommitted));
        // Until the consumer is there for the first time, events must wait.
        builder.AddMessaging<MakingContext>(WorkerSettings.ProducerOf(settings.Run), messaging => messaging
            .Publishes(settings.EventType, MakingJson.Default.ItemMade, needsSubscriber: true));
    }

    private static void AddConsumer(WebApplicationBuilder builder, WorkerSettings settings, Gate gate)
    {
        AddDatabase<CountingContext>(builder, settings, new CommitGate(gate, Boundary.EffectWritten));
        builder.AddMessaging<CountingContext>(WorkerSettings.ConsumerOf(settings.Run), messaging => _ = settings.Batches
            ? messaging.ConsumesBatches<ItemMade, CountItemsConsumer>(settings.EventType, MakingJson.Default.ItemMade, s => s.UpTo(MostInBatch))
            : messaging.Consumes<ItemMade, CountItemConsumer>(settings.EventType, MakingJson.Default.ItemMade));
    }

    // Pooled contexts and a retrying strategy, as Aspire registers them.
    private static void AddDatabase<TContext>(WebApplicationBuilder builder, WorkerSettings settings, CommitGate commits)
        where TContext : DbContext =>
        builder.Services.AddDbContextPool<TContext>(options => options
            .UseNpgsql(settings.Database, npgsql => npgsql.EnableRetryOnFailure())
            .AddInterceptors(commits));

    private static void AddBoundaries(IServiceCollection services, Gate gate, Fault fault)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IConnectionFactory));
        services.AddSingleton(provider => BrokerProxy.Around(
            (IConnectionFactory)registered.ImplementationFactory!(provider), new PublishGate(gate), new AcknowledgeGate(gate, fault)));
    }
}
