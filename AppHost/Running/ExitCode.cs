using System.Globalization;

namespace Platform.AppHost;

/// <summary>What the exit code of a process says; 128 and more is a signal.</summary>
internal static class ExitCode
{
    public static string Describe(int code) => Meaning(code) is { } meaning
        ? string.Create(CultureInfo.InvariantCulture, $"{code} ({meaning})")
        : code.ToString(CultureInfo.InvariantCulture);

    private static string? Meaning(int code) => code switch
    {
        126 => "the command cannot be run",
        127 => "the command was not found",
        129 => "SIGHUP",
        130 => "SIGINT: interrupted",
        131 => "SIGQUIT",
        132 => "SIGILL: it crashed",
        134 => "SIGABRT: it crashed",
        135 => "SIGBUS: it crashed",
        136 => "SIGFPE: it crashed",
        137 => "SIGKILL: ended by force, as the system does when memory runs out",
        139 => "SIGSEGV: it crashed",
        143 => "SIGTERM: asked to end",
        _ => null,
    };
}
