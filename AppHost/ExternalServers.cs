using Microsoft.Extensions.Configuration;
using Platform.ServiceDefaults;

namespace Platform.AppHost;

/// <summary>
/// Servers that run elsewhere, by connection string: <c>ConnectionStrings:messaging</c>, and <c>ConnectionStrings:postgres</c>
/// for a server with all databases or one of the database's own name. In a deployment they are parameters.
/// </summary>
internal sealed class ExternalServers(IDistributedApplicationBuilder builder) : Servers
{
    private IResourceBuilder<IResourceWithConnectionString>? _postgres;

    public override Server Messaging { get; } = new(builder.AddConnectionString(ResourceNames.Messaging), null);

    public override Server Database(string name)
    {
        if (builder.Configuration.GetConnectionString(name) is not null)
        {
            return new Server(builder.AddConnectionString(name), null);
        }

        _postgres ??= builder.AddConnectionString(ResourceNames.Postgres);
        return new Server(builder.AddConnectionString(name, ReferenceExpression.Create($"{_postgres};Database={name}")), null);
    }
}
