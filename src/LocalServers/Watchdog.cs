using System.Diagnostics;
using System.Globalization;

namespace Platform.LocalServers;

/// <summary>
/// Ends the process groups this process started when this process dies, however it dies (kill -9 included): a small shell
/// that reads the groups' ids from a pipe, and acts when the pipe closes.
/// </summary>
internal static class Watchdog
{
    private const string Script = """
        groups=
        while read -r verb id; do
            case $verb in
                guard) groups="$groups $id" ;;
                release) kept=; for group in $groups; do [ "$group" = "$id" ] || kept="$kept $group"; done; groups=$kept ;;
            esac
        done
        for group in $groups; do kill -s TERM "$group" 2>/dev/null; done
        for try in 1 2 3 4 5 6 7 8 9 10; do
            left=
            for group in $groups; do
                if kill -s 0 "$group" 2>/dev/null; then left=1; else kill -s KILL -- "-$group" 2>/dev/null; fi
            done
            [ "$left" ] || exit 0
            sleep 1
        done
        for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
        """;

    private static readonly Lock Gate = new();
    private static Process? _shell;

    public static void Guard(int group) => Tell("guard", group);

    public static void Release(int group) => Tell("release", group);

    private static void Tell(string verb, int group)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        lock (Gate)
        {
            if (_shell is null or { HasExited: true })
            {
                _shell = Process.Start(new ProcessStartInfo("setsid", ["--", "/bin/sh", "-c", Script])
                {
                    RedirectStandardInput = true,
                    WorkingDirectory = "/",
                })!;
                _shell.StandardInput.AutoFlush = true;
            }

            _shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verb} {group}"));
        }
    }
}
