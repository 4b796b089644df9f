using System.Runtime.InteropServices;
using Platform.Learning;

namespace Healthcare.Training;

/// <summary>Whether TorchSharp's native library loads on this machine.</summary>
internal static class TorchRuntime
{
    /// <summary>
    /// Tries the library itself, before TorchSharp does: where that fails, TorchSharp copies its packages beside the program
    /// and tries again, a gigabyte for the same answer.
    /// </summary>
    /// <exception cref="InputException">It does not load; says what helps.</exception>
    public static void Check()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        if (OperatingSystem.IsLinux() && File.Exists(library) && !NativeLibrary.TryLoad(library, out _))
        {
            throw new InputException(
                "TorchSharp's native library cannot be loaded: it needs a C++ runtime with GLIBCXX_3.4.32 (Debian 13, Ubuntu 24.04). "
                + "Start training with ./platform train imaging or eng/torch/run-training.sh, which bring one along.");
        }
    }
}
