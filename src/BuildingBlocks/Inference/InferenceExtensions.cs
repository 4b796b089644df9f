using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Platform.Inference;

/// <summary>Registration of models.</summary>
public static class InferenceExtensions
{
    /// <summary>
    /// Serves the model of that name from <c>Models/&lt;name&gt;/&lt;version&gt;/</c> as a keyed singleton
    /// <see cref="ModelHost"/>. The host does not start when no version verifies.
    /// </summary>
    public static WebApplicationBuilder AddModel(this WebApplicationBuilder builder, string name)
    {
        builder.Services.AddOptions<ModelOptions>(name)
            .BindConfiguration($"Models:{name}")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddKeyedSingleton(name, (services, _) => Create(services, name));
        builder.Services.AddSingleton<IHostedService>(services => new ModelStart(services.GetRequiredKeyedService<ModelHost>(name)));
        return builder;
    }

    private static ModelHost Create(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsMonitor<ModelOptions>>().Get(name);
        var root = services.GetRequiredService<IHostEnvironment>().ContentRootPath;
        var folder = options.Path is { Length: > 0 } path
            ? Path.GetFullPath(path, root)
            : Path.Combine(root, "Models", name);
        return new ModelHost(name, folder, options, services.GetRequiredService<ILogger<ModelHost>>());
    }

    /// <summary>Loads the model before the service takes requests.</summary>
    private sealed class ModelStart(ModelHost host) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = host.Current;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
