using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;
using Simulator.Imaging;
using Simulator.Payments;
using Simulator.Shopping;
using Simulator.Traffic;
using Simulator.Wear;

namespace Simulator;

/// <summary>Everything the simulator is made of.</summary>
public static class SimulatorServices
{
    public static WebApplicationBuilder AddSimulator(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SimulationOptions>()
            .BindConfiguration(SimulationOptions.Section)
            .PostConfigure(options => options.DataRoot ??= Environment.GetEnvironmentVariable("PLATFORM_DATA"))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        builder.Services.AddHttpClient(AccessTokenHandler.IdentityClient, client => client.BaseAddress = new Uri($"http://{ResourceNames.Identity}"));
        builder.Services.AddTransient<AccessTokenHandler>();
        builder.Services.AddSingleton(services => new ScannerPark(services.GetRequiredService<IOptions<SimulationOptions>>().Value));
        AddFeed<PaymentFeed>(builder, ResourceNames.FraudApi);
        AddFeed<ShoppingFeed>(builder, ResourceNames.RetailApi);
        AddFeed<WearFeed>(builder, ResourceNames.ManufacturingApi);
        AddFeed<StudyFeed>(builder, ResourceNames.HealthcareApi);
        return builder;
    }

    private static void AddFeed<TFeed>(WebApplicationBuilder builder, string service)
        where TFeed : class, IFeed
    {
        builder.Services.AddHttpClient(service, client => client.BaseAddress = new Uri($"http://{service}"))
            .AddHttpMessageHandler<AccessTokenHandler>();
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<TFeed>(
            services,
            services.GetRequiredService<IHttpClientFactory>().CreateClient(service),
            services.GetRequiredService<IOptions<SimulationOptions>>().Value));
        builder.Services.AddHostedService<FeedService<TFeed>>();
    }
}
