namespace Platform.AppHost;

/// <summary>What the platform's services have in common, in the words of Program.cs.</summary>
internal static class ServiceExtensions
{
    /// <summary>Accepts the tokens of the authority.</summary>
    public static IResourceBuilder<ProjectResource> WithAuthority(this IResourceBuilder<ProjectResource> service, Authority authority)
    {
        authority.IsTrustedBy(service);
        return service;
    }

    /// <summary>Probes for both worlds: the page's health here, and liveness and readiness where it is deployed.</summary>
    public static IResourceBuilder<ProjectResource> WithProbes(this IResourceBuilder<ProjectResource> service) => service
        .WithHttpProbe(ProbeType.Liveness, "/alive")
        .WithHttpProbe(ProbeType.Readiness, "/health");

    /// <summary>Commands for its operator, which act with a token of the local authority; with another authority there are none.</summary>
    public static IResourceBuilder<ProjectResource> WithOperatorCommands(this IResourceBuilder<ProjectResource> service, Authority authority) =>
        authority.Demo is { } local ? service.WithRedriveCommand(local.Tokens) : service;

    /// <summary>A service with an API: probes, telemetry, its link and icon in the page.</summary>
    public static IResourceBuilder<ProjectResource> WithApi(this IResourceBuilder<ProjectResource> service, string icon) => service
        .WithProbes()
        .WithCollector()
        .WithoutHttpsCertificate()
        .WithIconName(icon)
        .WithUrlForEndpoint("http", url => (url.DisplayText, url.Url) = ("API", "/docs"));

    /// <summary>Passes the folder of public data sets on, where there is one.</summary>
    public static IResourceBuilder<T> WithDataFolder<T>(this IResourceBuilder<T> program)
        where T : IResourceWithEnvironment =>
        program.ApplicationBuilder.Configuration["PLATFORM_DATA"] is { Length: > 0 } folder
            ? program.WithEnvironment("PLATFORM_DATA", Path.GetFullPath(folder))
            : program;

    /// <summary>
    /// Names a folder for what the service must find again when it was killed: in the clone's state folder or, deployed, in
    /// the container, which lives as long as that. A volume there is for the operator to mount.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithFolder(this IResourceBuilder<ProjectResource> service, string setting, string folder) =>
        service.WithEnvironment(setting, service.ApplicationBuilder.ExecutionContext.IsRunMode
            ? Path.Combine(State.FilesOf(service.ApplicationBuilder), folder)
            : $"/tmp/{folder}");
}
