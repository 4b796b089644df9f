namespace Aspire.Hosting.Testing;

public interface IDistributedApplicationTestingBuilder
{
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

/// <summary>Runs an AppHost's own Main in the test's process, with free ports, up to the point where it would start.</summary>
public static class DistributedApplicationTestingBuilder
{
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        var hook = new EntryPointHook(typeof(TEntryPoint).Assembly, args);
        await hook.StartAsync(cancellationToken);
        return new Builder(hook);
    }

    private sealed class Builder(EntryPointHook hook) : IDistributedApplicationTestingBuilder
    {
        public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => hook.BuildAsync(cancellationToken);
    }
}
