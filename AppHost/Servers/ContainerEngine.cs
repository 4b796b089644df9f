using System.ComponentModel;
using System.Diagnostics;

namespace Platform.AppHost;

internal static class ContainerEngine
{
    /// <summary>Whether Docker or Podman is installed and its engine answers.</summary>
    public static async Task<bool> AnswersAsync() => await AnswersAsync("docker") || await AnswersAsync("podman");

    private static async Task<bool> AnswersAsync(string engine)
    {
        try
        {
            var start = new ProcessStartInfo(engine, ["info"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(patience.Token),
                process.StandardError.ReadToEndAsync(patience.Token),
                process.WaitForExitAsync(patience.Token));
            return process.ExitCode == 0;
        }
        catch (Exception error) when (error is Win32Exception or OperationCanceledException)
        {
            return false;
        }
    }
}
