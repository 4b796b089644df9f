using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }

    string AppHostDirectory { get; }

    IServiceCollection Services { get; }

    DistributedApplicationExecutionContext ExecutionContext { get; }

    IList<IResource> Resources { get; }

    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    DistributedApplication Build();
}

/// <summary>Running is all that the fallback does; publishing needs Aspire's packages.</summary>
public sealed class DistributedApplicationExecutionContext
{
    public bool IsPublishMode { get; }

    public bool IsRunMode { get; } = true;
}

/// <summary>What a generated <c>Projects.*</c> class tells of a project.</summary>
public interface IProjectMetadata
{
    string ProjectPath { get; }

    /// <summary>The built assembly. The fallback's own: Aspire builds and runs the project file.</summary>
    string AssemblyPath { get; }
}
