using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project with its first launch profile: its ports and variables.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        return builder.AddProject(name, project, LaunchProfile.Find(project.ProjectPath, null));
    }

    /// <summary>Adds a project with the named launch profile, or with none when it is null.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        return builder.AddProject(name, project, launchProfileName is null
            ? null
            : LaunchProfile.Find(project.ProjectPath, launchProfileName)
                ?? throw new DistributedApplicationException($"{project.ProjectPath} has no launch profile called {launchProfileName}."));
    }

    private static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata project, LaunchProfile? profile)
    {
        var resource = builder.AddResource(new ProjectResource(name)).WithAnnotation(new ProjectAnnotation(project, profile));
        foreach (var url in profile?.Urls ?? [])
        {
            resource.WithAnnotation(new EndpointAnnotation(url.Scheme, url.Scheme, url.Port, null));
        }

        return resource;
    }
}
