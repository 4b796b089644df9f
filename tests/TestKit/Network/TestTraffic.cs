using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Platform.ServiceDefaults;

namespace Platform.TestKit;

internal static class TestTraffic
{
    /// <summary>Tests talk to servers of this machine, whatever proxy the environment has.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A test project has no start of its own to call this from.")]
    public static void GoRoundTheProxy() => LoopbackBypass.Use();
}
