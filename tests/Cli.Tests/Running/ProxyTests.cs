using Platform.Cli.Verbs;
using Platform.TestKit;

namespace Cli.Tests.Running;

/// <summary>The command line as a process, in an environment with a proxy.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-");

    [Fact]
    public async Task A_service_of_this_machine_is_asked_directly()
    {
        await using var proxy = await RecordingServer.StartAsync();
        await using var service = await RecordingServer.StartAsync();

        await using var import = Import(proxy, $"http://localhost:{service.Port}");

        await Eventually.TrueAsync(() => service.Requests.Contains("POST /v1/imports"), "the service is asked");
        proxy.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://fraud.example.com", "POST http://fraud.example.com/v1/imports")]
    [InlineData("https://fraud.example.com", "CONNECT fraud.example.com:443")]
    public async Task A_remote_service_is_asked_through_the_proxy(string address, string request)
    {
        await using var proxy = await RecordingServer.StartAsync();

        await using var import = Import(proxy, address);

        await Eventually.TrueAsync(() => proxy.Requests.Contains(request), "the proxy is asked");
    }

    [Fact]
    public async Task An_exception_of_the_environment_is_kept()
    {
        await using var proxy = await RecordingServer.StartAsync();

        await using var import = Import(proxy, "http://fraud.invalid", new() { ["NO_PROXY"] = "fraud.invalid" });

        (await import.ExitCodeAsync(Eventually.Patience)).ShouldNotBe(0);
        proxy.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_running_platform_is_asked_directly()
    {
        await using var proxy = await RecordingServer.StartAsync();

        await using var token = Start(proxy, ["token", "operator"]);

        // With or without a platform on this machine: the proxy hears nothing of it.
        await token.ExitCodeAsync(Eventually.Patience);
        proxy.Requests.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ProgramBehindProxy Import(RecordingServer proxy, string url, Dictionary<string, string>? settings = null)
    {
        var file = Path.Combine(_folder.FullName, "payments.csv");
        File.WriteAllText(file, "id,at\n");
        return Start(proxy, ["import", "fraud", "--file", file, "--url", url, "--token", "t"], settings);
    }

    private ProgramBehindProxy Start(RecordingServer proxy, string[] arguments, Dictionary<string, string>? settings = null) =>
        ProgramBehindProxy.Start(typeof(ImportVerb).Assembly, proxy.Address, arguments, new Dictionary<string, string>(settings ?? [])
        {
            ["PLATFORM_STATE"] = _folder.FullName,
        });
}
