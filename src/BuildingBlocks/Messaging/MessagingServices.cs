using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Platform.Messaging.Broker;
using Platform.Messaging.Consuming;
using Platform.Messaging.DeadLetters;
using Platform.Messaging.Outbox;
using Platform.Messaging.Storage;
using Platform.Messaging.Telemetry;
using Platform.Messaging.Topology;

namespace Platform.Messaging;

/// <summary>The registrations behind <see cref="MessagingExtensions.AddMessaging"/>.</summary>
internal static class MessagingServices
{
    private const string ConnectionName = "messaging";

    public static void Add<TContext>(WebApplicationBuilder builder, string service, MessagingBuilder<TContext> messaging)
        where TContext : DbContext
    {
        var services = builder.Services;
        services.AddOptions<MessagingOptions>()
            .Bind(builder.Configuration.GetSection(MessagingOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new ServiceName(service));
        services.AddSingleton<OutboxMeasurement>();
        services.AddSingleton<MessagingTelemetry>();
        services.AddSingleton<MessagingHealth>();
        services.AddHealthChecks().AddCheck<MessagingHealth>("messaging", tags: ["ready"]);

        AddBroker(builder);
        AddStorage<TContext>(services);
        AddOutbox(services, messaging);
        AddConsuming(services, messaging);
        AddDeadLetters(services, messaging);
    }

    private static void AddBroker(WebApplicationBuilder builder)
    {
        builder.AddRabbitMQClient(
            ConnectionName,
            settings =>
            {
                // Connecting at start would fail it; health and traces are Platform.Messaging's own.
                settings.DisableAutoActivation = true;
                settings.DisableHealthChecks = true;
                settings.DisableTracing = true;
            },
            factory =>
            {
                factory.AutomaticRecoveryEnabled = false;
                factory.TopologyRecoveryEnabled = false;
                factory.RequestedHeartbeat = builder.Configuration.GetSection(MessagingOptions.Section)
                    .GetValue(nameof(MessagingOptions.Heartbeat), new MessagingOptions().Heartbeat);
            });
        builder.Services.AddSingleton<BrokerConnections>();
        builder.Services.AddSingleton<BrokerTopology>();
    }

    private static void AddStorage<TContext>(IServiceCollection services)
        where TContext : DbContext
    {
        services.AddSingleton<ServiceDatabase, ServiceDatabase<TContext>>();
        services.AddSingleton<DatabaseReadiness>();
        services.AddHostedService<InboxCleaner>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxInterceptor>();
        services.ConfigureDbContext<TContext>((provider, options) =>
            options.AddInterceptors(provider.GetRequiredService<OutboxInterceptor>()));
    }

    // Hosted services stop in reverse order: consumers first, then the relay sends what their last transactions added.
    private static void AddOutbox<TContext>(IServiceCollection services, MessagingBuilder<TContext> messaging)
        where TContext : DbContext
    {
        services.AddSingleton(messaging.Published);
        services.AddScoped<IOutbox, Outbox<TContext>>();
        if (messaging.Published.Any)
        {
            services.AddSingleton<OutboxPublisher>();
            services.AddHealthChecks().AddCheck<OutboxHealth>("outbox", tags: ["ready"]);
            services.AddHostedService<OutboxGauge>();
            services.AddHostedService<OutboxRelay>();
        }
    }

    private static void AddConsuming<TContext>(IServiceCollection services, MessagingBuilder<TContext> messaging)
        where TContext : DbContext
    {
        services.AddSingleton(messaging.Subscriptions);
        services.AddSingleton<RetrySchedule>(provider =>
            new RetrySchedule(provider.GetRequiredService<IOptions<MessagingOptions>>().Value));
        services.AddSingleton<InboxTransaction, InboxTransaction<TContext>>();
        services.AddSingleton<MessageProcessor>();
        services.AddSingleton<FailedDeliveries>();
        if (messaging.Subscriptions.All.Count > 0)
        {
            services.AddHostedService<ConsumerHost>();
        }
    }

    private static void AddDeadLetters<TContext>(IServiceCollection services, MessagingBuilder<TContext> messaging)
        where TContext : DbContext
    {
        messaging.Retired.RequireApartFrom(messaging.Subscriptions);
        services.AddSingleton(messaging.Retired);
        services.AddSingleton<DeadLetterTelemetry>();
        services.AddSingleton<DeadLetterOffice>();
        services.AddHostedService<DeadLetterCollector>();
        services.AddHostedService<DeadLetterGauge>();
        if (messaging.Retired.All.Count > 0)
        {
            services.AddHostedService<SubscriptionRetirement>();
        }
    }
}
