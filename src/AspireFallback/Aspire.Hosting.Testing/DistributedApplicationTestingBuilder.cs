using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

public interface IDistributedApplicationTestingBuilder
{
    ConfigurationManager Configuration { get; }

    IServiceCollection Services { get; }

    IList<IResource> Resources { get; }

    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

/// <summary>Runs an AppHost's own Main in the test's process, with free ports, up to the point where it would start.</summary>
public static class DistributedApplicationTestingBuilder
{
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        var hook = new EntryPointHook(typeof(TEntryPoint).Assembly, args);
        return new Builder(hook, await hook.StartAsync(cancellationToken));
    }

    private sealed class Builder(EntryPointHook hook, DistributedApplicationBuilder builder) : IDistributedApplicationTestingBuilder
    {
        public ConfigurationManager Configuration => builder.Configuration;

        public IServiceCollection Services => builder.Services;

        public IList<IResource> Resources => builder.Resources;

        public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => hook.BuildAsync(cancellationToken);
    }
}
