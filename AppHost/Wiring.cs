namespace Platform.AppHost;

/// <summary>The words in which Program.cs says how things are wired.</summary>
internal static class Wiring
{
    /// <summary>Gives the service a server's connection string, and starts it when the server answers.</summary>
    public static IResourceBuilder<ProjectResource> Uses(this IResourceBuilder<ProjectResource> service, Server server)
    {
        service.WithReference(server.Connection);
        return server.Running is { } running ? service.WaitFor(running) : service;
    }

    /// <summary>Gives the program another service's address, and starts it when that one is healthy.</summary>
    public static IResourceBuilder<ProjectResource> Uses(
        this IResourceBuilder<ProjectResource> program, IResourceBuilder<ProjectResource> service) =>
        program.WithReference(service).WaitFor(service);

    /// <summary>Accepts the tokens of the authority.</summary>
    public static IResourceBuilder<ProjectResource> Trusts(this IResourceBuilder<ProjectResource> service, Authority authority)
    {
        authority.IsTrustedBy(service);
        return service;
    }

    /// <summary>Gets tokens from the authority as a demo client.</summary>
    public static IResourceBuilder<ProjectResource> SignsInAt(this IResourceBuilder<ProjectResource> program, Authority authority)
    {
        authority.IsKnownTo(program);
        return program;
    }

    /// <summary>Passes the folder of public data sets on, where there is one.</summary>
    public static IResourceBuilder<ProjectResource> WithDataFolder(this IResourceBuilder<ProjectResource> program) =>
        program.ApplicationBuilder.Configuration["PLATFORM_DATA"] is { Length: > 0 } folder
            ? program.WithEnvironment("PLATFORM_DATA", Path.GetFullPath(folder))
            : program;

    /// <summary>
    /// Names a folder for what the service must find again when it was killed: in the clone's state folder or, deployed, in
    /// the container, which lives as long as that. A volume there is for the operator to mount.
    /// </summary>
    public static IResourceBuilder<ProjectResource> KeepsFiles(this IResourceBuilder<ProjectResource> service, string setting, string folder) =>
        service.WithEnvironment(setting, service.ApplicationBuilder.ExecutionContext.IsRunMode
            ? Path.Combine(State.Of(service.ApplicationBuilder).Path, folder)
            : $"/tmp/{folder}");
}
