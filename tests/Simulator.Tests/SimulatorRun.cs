using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.ServiceDefaults;

namespace Simulator.Tests;

/// <summary>The simulator as it runs, in a small world, on services that tests take away and bring back.</summary>
internal sealed class SimulatorRun(int authorityPort, int servicePort) : WebApplicationFactory<Program>
{
    /// <summary>Quick rates and few people; the same as environment variables.</summary>
    public static readonly Dictionary<string, string> World = new()
    {
        ["Simulation__PaymentsPerSecond"] = "20",
        ["Simulation__ShoppingStepsPerSecond"] = "20",
        ["Simulation__CyclesPerSecond"] = "20",
        ["Simulation__StudiesPerMinute"] = "600",
        ["Simulation__Customers"] = "200",
        ["Simulation__HistoryDays"] = "1",
        ["Simulation__Shoppers"] = "10",
        ["Simulation__CatalogueItems"] = "20",
        ["Simulation__PastBaskets"] = "10",
        ["Simulation__Engines"] = "2",
        ["Simulation__Scanners"] = "1",
        ["Simulation__DataRoot"] = "/nowhere",
        ["Demo__Secret"] = "secret",
    };

    public bool HasEnded => Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    /// <summary>Starts it. Nothing of the platform has to be there.</summary>
    public void Begin() => _ = Server;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in World)
        {
            builder.UseSetting(name.Replace("__", ":", StringComparison.Ordinal), value);
        }

        builder.UseSetting($"services:{ResourceNames.Identity}:http:0", $"http://127.0.0.1:{authorityPort}");
        foreach (var service in new[] { ResourceNames.FraudApi, ResourceNames.RetailApi, ResourceNames.ManufacturingApi, ResourceNames.HealthcareApi })
        {
            builder.UseSetting($"services:{service}:http:0", $"http://127.0.0.1:{servicePort}");
        }
    }
}
