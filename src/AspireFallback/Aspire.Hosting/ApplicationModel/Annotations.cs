using Aspire.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

public sealed class EndpointAnnotation(string uriScheme, string name, int? port, string? environmentVariable) : IResourceAnnotation
{
    public string UriScheme { get; } = uriScheme;

    public string Name { get; } = name;

    /// <summary>The fixed port; null takes a free one.</summary>
    public int? Port { get; } = port;

    internal string? EnvironmentVariable { get; } = environmentVariable;

    /// <summary>The port of this run.</summary>
    internal int? AllocatedPort { get; set; }
}

public sealed class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}

/// <summary>Variables of a process; values are strings or <see cref="IValueProvider"/>s.</summary>
public sealed class EnvironmentCallbackContext(DistributedApplicationExecutionContext executionContext)
{
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    public Dictionary<string, object> EnvironmentVariables { get; } = [];
}

public sealed class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    public string Key { get; } = key;
}

internal sealed record ArgumentsAnnotation(IReadOnlyList<object> Arguments) : IResourceAnnotation;

/// <summary>Wait for health, or with an exit code for completion.</summary>
internal sealed record WaitForAnnotation(IResource Resource, int? ExitCode) : IResourceAnnotation;

internal sealed record ProjectAnnotation(IProjectMetadata Metadata, LaunchProfile? Profile) : IResourceAnnotation;
