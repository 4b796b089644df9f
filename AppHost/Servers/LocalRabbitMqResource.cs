using Platform.LocalServers;

namespace Platform.AppHost;

/// <summary>RabbitMQ as a process of this machine.</summary>
internal sealed class LocalRabbitMqResource(string name, LocalRabbitMq server, ParameterResource password)
    : LocalServerResource(name, server)
{
    /// <inheritdoc/>
    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"amqp://{LocalRabbitMq.User}:{password}@{Endpoint.Property(EndpointProperty.IPV4Host)}:{Endpoint.Property(EndpointProperty.Port)}");
}

internal static class LocalRabbitMqExtensions
{
    public const string Management = "management";

    public static IResourceBuilder<LocalRabbitMqResource> AddLocalRabbitMq(
        this IDistributedApplicationBuilder builder, string name, LocalRabbitMq server)
    {
        var password = builder.AddServerPassword(name);
        return builder.AddLocalServer(new LocalRabbitMqResource(name, server, password.Resource))
            .WithEndpoint(port: server.ManagementPort, scheme: "http", name: Management, isProxied: false)
            .WithUrlForEndpoint(Management, url => url.DisplayText = "Management")
            .WithIconName("MailMultiple");
    }
}
