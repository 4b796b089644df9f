using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Platform.Inference;

/// <summary>Registration of models.</summary>
public static class InferenceExtensions
{
    /// <summary>
    /// Serves the model of that name from <c>Models/&lt;name&gt;/&lt;version&gt;/</c> as a keyed singleton
    /// <see cref="ModelHost"/>, and <see cref="ModelBatcher"/> beside it. The host does not start when no version verifies.
    /// </summary>
    /// <param name="accept">
    /// Throws when the service cannot make the features, or lacks the thresholds, of a manifest: that version is refused, at the start,
    /// in a swap, as a shadow and for a replay.
    /// </param>
    /// <param name="makesInputs">
    /// Whether every call says how the input of another version is made (<see cref="LoadedModel.Score(ReadOnlySpan{float}, string, Func{ModelManifest, float[]})"/>):
    /// a shadow may then take other features than the version that serves.
    /// </param>
    public static WebApplicationBuilder AddModel(
        this WebApplicationBuilder builder, string name, Action<ModelManifest>? accept = null, bool makesInputs = false)
    {
        builder.Services.AddOptions<ModelOptions>(name)
            .BindConfiguration($"Models:{name}")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddKeyedSingleton(name, (services, _) => Create(services, name, accept, makesInputs));
        builder.Services.AddKeyedSingleton(name, (services, _) => new ModelBatcher(
            services.GetRequiredKeyedService<ModelHost>(name),
            services.GetRequiredService<IOptionsMonitor<ModelOptions>>().Get(name),
            services.GetService<TimeProvider>()));
        builder.Services.AddSingleton<IHostedService>(services => new ModelStart(services.GetRequiredKeyedService<ModelHost>(name)));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            $"model-{name}", services => new ModelHealth(services.GetRequiredKeyedService<ModelHost>(name)), failureStatus: null, tags: ["ready"]));
        return builder;
    }

    private static ModelHost Create(IServiceProvider services, string name, Action<ModelManifest>? accept, bool makesInputs)
    {
        var options = services.GetRequiredService<IOptionsMonitor<ModelOptions>>().Get(name);
        var root = services.GetRequiredService<IHostEnvironment>().ContentRootPath;
        var folder = options.Path is { Length: > 0 } path
            ? Path.GetFullPath(path, root)
            : Path.Combine(root, "Models", name);
        return new ModelHost(
            name,
            folder,
            options,
            services.GetRequiredService<ILogger<ModelHost>>(),
            services.GetService<TimeProvider>(),
            services.GetServices<IShadowSink>(),
            accept,
            makesInputs);
    }

    /// <summary>Loads the model before the service takes requests.</summary>
    private sealed class ModelStart(ModelHost host) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            host.Lease().Dispose();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
