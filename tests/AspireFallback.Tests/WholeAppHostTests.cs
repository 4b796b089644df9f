using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting.Testing;
using Platform.TestKit;

namespace AspireFallback.Tests;

/// <summary>A whole AppHost: under the testing builder, and as a process that is killed.</summary>
public sealed class WholeAppHostTests
{
    [Fact]
    public async Task The_testing_builder_runs_an_AppHost_on_free_ports()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AspireFallback_TestAppHost>(
            ["--Greeting=hello"], patience.Token);
        await using var application = await builder.BuildAsync(patience.Token);
        await application.StartAsync(patience.Token);

        await application.ResourceNotifications.WaitForResourceHealthyAsync("app", patience.Token);
        using var client = application.CreateHttpClient("app");

        client.BaseAddress!.Port.ShouldNotBe(7199);
        (await application.GetConnectionStringAsync("database", patience.Token)).ShouldBe("Host=nowhere;Greeting=hello");
        (await client.GetStringAsync(new Uri("/environment/ConnectionStrings__database", UriKind.Relative), patience.Token))
            .ShouldBe("Host=nowhere;Greeting=hello");
    }

    [Fact]
    public async Task Children_of_a_killed_AppHost_end()
    {
        var lines = new ConcurrentQueue<string>();
        using var host = Process.Start(new ProcessStartInfo("dotnet", ["exec", AppHostAssembly()]) { RedirectStandardOutput = true })!;
        host.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        host.BeginOutputReadLine();
        await Eventually.TrueAsync(() => lines.Any(line => line.Contains("| sleeping", StringComparison.Ordinal)), "the sleeper's output");
        var children = Processes.ChildrenOf(host.Id);
        children = [.. children, .. children.SelectMany(Processes.ChildrenOf)];
        children.Length.ShouldBeGreaterThanOrEqualTo(3); // the sleeper, its sleep, and the watchdog

        host.Kill();

        await Eventually.TrueAsync(() => !children.Any(Processes.IsRunning), "all children end");
    }

    private static string AppHostAssembly() => typeof(Projects.AspireFallback_TestAppHost).Assembly.Location;
}
