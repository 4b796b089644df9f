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

        builder.Services.AddValidation();
        builder.AddAccess(SimulatorAccess.Table);
        builder.Services.AddSingleton<Pace>();
        AddClient(builder, AccessTokenHandler.IdentityClient, ResourceNames.Identity, TimeSpan.FromSeconds(10));
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
        AddClient(builder, service, service, TimeSpan.FromSeconds(30)).AddHttpMessageHandler<AccessTokenHandler>();
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<TFeed>(
            services,
            services.GetRequiredService<IHttpClientFactory>().CreateClient(service),
            services.GetRequiredService<IOptions<SimulationOptions>>().Value));
        builder.Services.AddHostedService<FeedService<TFeed>>();
    }

    // A feed tries again by itself, and says so: behind the standard handler's retries it would not notice for half a minute.
    private static IHttpClientBuilder AddClient(WebApplicationBuilder builder, string name, string service, TimeSpan timeout)
    {
        var client = builder.Services.AddHttpClient(
            name, http => (http.BaseAddress, http.Timeout) = (new Uri($"http://{service}"), timeout));
#pragma warning disable EXTEXP0001 // The only way to leave out a default handler; in preview since 8.10.
        return client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
    }
}
