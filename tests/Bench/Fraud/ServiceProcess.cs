using System.Diagnostics;

namespace Platform.Bench.Fraud;

/// <summary>One of our services as it is deployed: a process of its own, from its own folder.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private ServiceProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Processor time it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it, and waits until it is ready.</summary>
    /// <param name="root">The clone.</param>
    /// <param name="project">Folder of its project in the clone; it has been built as this program was.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ServiceProcess> StartAsync(
        string root, string project, Uri address, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(root, project);
        var built = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release" : "Debug";
        var program = Path.Combine(folder, "bin", built, "net10.0", $"{Path.GetFileName(folder)}.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        // Nobody reads it; a full pipe would stop the service.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var service = new ServiceProcess(process, address);
        try
        {
            await service.BecomesReadyAsync(cancellationToken);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private async Task BecomesReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience;)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[0]} ended with code {_process.ExitCode} at its start.");
            }

            try
            {
                using var health = await client.GetAsync(new Uri(Address, "/health"), cancellationToken);
                if (health.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, cancellationToken);
        }

        throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[0]} did not become ready within {Patience.TotalSeconds:0} s.");
    }
}
