using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Platform.LocalServers;

namespace Aspire.Hosting.Running;

/// <summary>How a project or an executable is started: its command line, its folder and the variables Aspire injects.</summary>
internal static class ProcessStart
{
    public static async Task<ProcessGroup> StartAsync(
        IResource resource, DistributedApplicationExecutionContext execution, Action<string> output, CancellationToken cancellationToken)
    {
        var environment = await EnvironmentAsync(resource, execution, cancellationToken);
        var arguments = resource.Annotations.OfType<ArgumentsAnnotation>().SelectMany(annotation => annotation.Arguments)
            .Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "").ToArray();
        if (resource is ExecutableResource executable)
        {
            return ProcessGroup.Start(executable.Command, arguments, executable.WorkingDirectory, environment, output);
        }

        var project = resource.Annotations.OfType<ProjectAnnotation>().Single();
        if (!File.Exists(project.Metadata.AssemblyPath))
        {
            throw new DistributedApplicationException($"{project.Metadata.AssemblyPath} does not exist: build the project first");
        }

        string[] profileArguments = project.Profile?.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return ProcessGroup.Start(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            ["exec", project.Metadata.AssemblyPath, .. profileArguments, .. arguments],
            Path.GetDirectoryName(project.Metadata.ProjectPath)!,
            environment,
            output);
    }

    private static async Task<Dictionary<string, string?>> EnvironmentAsync(
        IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(execution);
        var variables = context.EnvironmentVariables;
        var profile = resource.Annotations.OfType<ProjectAnnotation>().SingleOrDefault()?.Profile;
        foreach (var (name, value) in profile?.Variables ?? new Dictionary<string, string>())
        {
            variables[name] = value;
        }

        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.EnvironmentVariable is { } name)
            {
                variables[name] = endpoint.AllocatedPort!.Value.ToString(CultureInfo.InvariantCulture);
            }
        }

        if (resource is ProjectResource project)
        {
            variables["OTEL_SERVICE_NAME"] = resource.Name;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Environment.ProcessId}-{resource.Name}";
            variables["ASPNETCORE_URLS"] = string.Join(';', project.Annotations.OfType<EndpointAnnotation>()
                .Where(endpoint => endpoint.EnvironmentVariable is null)
                .Select(endpoint => new EndpointReference(project, endpoint.Name).Url));
        }

        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        // What this process got from its own launch profile is not meant for its children.
        string[] own = ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE"];
        var result = own.ToDictionary(name => name, _ => (string?)null);
        foreach (var (name, value) in variables)
        {
            result[name] = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) : (string)value;
        }

        return result;
    }
}
