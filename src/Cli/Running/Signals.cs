using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Platform.Cli.Running;

/// <summary>The polite stop, which .NET has no call for.</summary>
internal static partial class Signals
{
    private const int SigTerm = 15;

    public static void Terminate(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else
        {
            // It may have ended in the meantime, and then there is nobody to signal.
            _ = Kill(process.Id, SigTerm);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
