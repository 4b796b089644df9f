using System.Diagnostics;
using System.Globalization;

namespace Platform.LocalServers;

/// <summary>
/// Ends the servers that this process started when it dies, however it dies (kill -9 included): a small shell that reads the
/// process groups' ids from a pipe, and acts when the pipe closes. It asks their leaders, waits ten seconds, and uses force.
/// </summary>
internal static class Watchdog
{
    // What it says comes last: nobody may be reading any more.
    private const string Script = """
        trap '' PIPE HUP
        groups=
        while read -r verb id; do
            case $verb in
                guard) groups="$groups $id" ;;
                release) kept=; for group in $groups; do [ "$group" = "$id" ] || kept="$kept $group"; done; groups=$kept ;;
            esac
        done
        for group in $groups; do kill -s TERM "$group" 2>/dev/null; done
        tries=50
        while [ $tries -gt 0 ]; do
            left=
            for group in $groups; do
                if kill -s 0 "$group" 2>/dev/null; then left=1; else kill -s KILL -- "-$group" 2>/dev/null; fi
            done
            [ "$left" ] || break
            tries=$((tries - 1))
            sleep 0.2
        done
        for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
        [ -z "$groups" ] || echo "process $0 ended without stopping what it had started; that was stopped now" >&2
        """;

    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Guarded = [];
    private static Process? _shell;

    public static void Guard(int group)
    {
        lock (Gate)
        {
            Guarded.Add(group);
            Tell("guard", group);
        }
    }

    public static void Release(int group)
    {
        lock (Gate)
        {
            if (Guarded.Remove(group))
            {
                Tell("release", group);
            }
        }
    }

    private static void Tell(string verb, int group)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        if (_shell is not { HasExited: false })
        {
            StartShell();
        }

        _shell?.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verb} {group}"));
    }

    private static void StartShell()
    {
        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        _shell = Process.Start(new ProcessStartInfo("setsid", ["--", "/bin/sh", "-c", Script, own])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
        _shell.StandardInput.AutoFlush = true;
        foreach (var guarded in Guarded)
        {
            _shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"guard {guarded}"));
        }
    }
}
