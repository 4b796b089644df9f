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

    public override IResourceBuilder<IResourceWithConnectionString> Messaging { get; } = builder.AddConnectionString(ResourceNames.Messaging);

    public override IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name)
    {
        if (builder.Configuration.GetConnectionString(name) is not null)
        {
            return builder.AddConnectionString(name);
        }

        _postgres ??= builder.AddConnectionString(ResourceNames.Postgres);
        return builder.AddConnectionString(name, ReferenceExpression.Create($"{_postgres};Database={name}"));
    }
}
