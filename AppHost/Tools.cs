namespace Platform.AppHost;

/// <summary>Training and benches: rows of the page that start when somebody asks for it, and end by themselves.</summary>
internal static class Tools
{
    /// <summary>Adds <c>./platform train MODEL</c> below its service: it reads the data sets and writes a new version of the model.</summary>
    public static IResourceBuilder<ProjectResource> WithTraining(this IResourceBuilder<ProjectResource> service, string model)
    {
        service.AddTool($"train-{model}", "HatGraduation", "train", model);
        return service;
    }

    /// <summary>Adds <c>./platform bench NAME</c> below what it measures. It starts servers of its own.</summary>
    public static IResourceBuilder<T> WithBench<T>(this IResourceBuilder<T> measured, string bench)
        where T : IResource
    {
        measured.AddTool($"bench-{bench}", "TopSpeed", "bench", bench);
        return measured;
    }

    private static void AddTool<T>(this IResourceBuilder<T> parent, string name, string icon, params string[] arguments)
        where T : IResource
    {
        var builder = parent.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode)
        {
            return;
        }

        var root = Path.GetDirectoryName(builder.AppHostDirectory)!;
        var platform = Path.Combine(root, OperatingSystem.IsWindows() ? "platform.cmd" : "platform");
        builder.AddExecutable(name, platform, root, arguments)
            .WithDataFolder()
            .WithExplicitStart()
            .WithParentRelationship(parent.Resource)
            .WithIconName(icon)
            .ExcludeFromManifest();
    }
}
