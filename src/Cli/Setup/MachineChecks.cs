using System.Globalization;
using System.Net.NetworkInformation;
using Platform.Cli.Running;
using Platform.Cli.Screen;
using Platform.LocalServers;

namespace Platform.Cli.Setup;

/// <summary>What <c>./platform doctor</c> looks at.</summary>
internal static class MachineChecks
{
    private const string TorchRuntime = "GLIBCXX_3.4.32";
    private const long NeededMemory = 4L << 30;

    public static async Task<IReadOnlyList<Check>> RunAsync(Clone clone, CancellationToken cancellationToken)
    {
        var engine = await ContainerEngine.FindAsync(clone, cancellationToken);
        return
        [
            await SdkAsync(clone, cancellationToken),
            Memory(),
            new Check("container engine", engine ?? "none answers; Postgres and RabbitMQ run as local processes"),
            .. SystemPackage.Servers.Select(package => ServerPackage(package, engine is not null)),
            .. SystemPackage.Tests.Except(SystemPackage.Servers).Select(package => ServerPackage(package, isOptional: true)),
            Ports(clone),
            Data(),
            Torch(),
            new Check("state", clone.State.Path),
        ];
    }

    private static async Task<Check> SdkAsync(Clone clone, CancellationToken cancellationToken)
    {
        var (_, version) = await ChildProcess.CaptureAsync("dotnet", ["--version"], clone.Root, cancellationToken: cancellationToken);
        return new Check(".NET SDK", version.Trim());
    }

    private static Check Memory()
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var found = string.Create(CultureInfo.InvariantCulture, $"{available / (double)(1 << 30):0.0} GiB");
        return available >= NeededMemory ? new Check("memory", found) : new Check("memory", found, "four services, a database and a broker want 4 GiB");
    }

    private static Check ServerPackage(SystemPackage package, bool isOptional) =>
        package.IsInstalled()
            ? new Check(package.Name, "installed")
            : new Check(package.Name, "not installed", SystemPackages.CommandFor([package]), IsNeeded: !isOptional);

    private static Check Ports(Clone clone)
    {
        var addresses = ServiceAddresses.Of(clone);
        var block = $"{addresses.Identity.Port} to {addresses.Identity.Port + PortBlock.Size - 1}";
        if (RunningPlatform.Of(clone.State) is { } running)
        {
            return new Check("ports", $"{block} are used by this clone's platform, which is up (process {running.Id})");
        }

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        var held = addresses.All.Where(service => listeners.Any(listener => listener.Port == service.Port)).ToArray();
        return new Check("ports", held.Length == 0
            ? $"{block} are free"
            : $"{string.Join(", ", held.Select(service => service.Port))} held by another program: a run takes the next free hundred");
    }

    private static Check Data() =>
        Environment.GetEnvironmentVariable("PLATFORM_DATA") is { Length: > 0 } folder && Directory.Exists(folder)
            ? new Check("data sets", folder)
            : new Check("data sets", "PLATFORM_DATA names no folder: tests on data are skipped, and X-rays are drawn (docs/data.md)");

    private static Check Torch()
    {
        const string Subject = "training imaging";
        string[] places = ["/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "/usr/lib/aarch64-linux-gnu/libstdc++.so.6", "/usr/lib64/libstdc++.so.6"];
        if (!OperatingSystem.IsLinux() || places.FirstOrDefault(File.Exists) is not { } library)
        {
            return new Check(Subject, "this system's C++ runtime was not looked at");
        }

        return File.ReadAllBytes(library).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(TorchRuntime)) >= 0
            ? new Check(Subject, "the C++ runtime is new enough for TorchSharp")
            : new Check(Subject, $"the C++ runtime lacks {TorchRuntime}, which TorchSharp needs", "./platform train imaging brings a newer one along");
    }
}
