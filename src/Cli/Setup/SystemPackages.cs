using Platform.Cli.Running;
using Platform.LocalServers;
using Spectre.Console;

namespace Platform.Cli.Setup;

/// <summary>Debian and Ubuntu packages that the platform runs on where no container engine does it.</summary>
internal sealed record SystemPackage(string Name, string Why, Func<bool> IsInstalled)
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>What <c>up</c> needs.</summary>
    public static readonly IReadOnlyList<SystemPackage> Servers =
    [
        new("postgresql", "the database server of the four services", () => LocalPostgres.Installed is not null),
        new("rabbitmq-server", "the message broker between the services", () => LocalRabbitMq.Installed is not null),
    ];

    /// <summary>What <c>test</c> needs. Without a browser the tests of pages are skipped, and nothing else.</summary>
    public static readonly IReadOnlyList<SystemPackage> Tests =
        [.. Servers, new("chromium", "the browser that tests look at the dashboard with", () => Browsers.Any(File.Exists))];
}

/// <summary>Installs what is missing, after saying what and why; nothing it installs starts a service of its own.</summary>
internal static class SystemPackages
{
    private const string PolicyFile = "/usr/sbin/policy-rc.d";
    private static readonly string[] ServicesThatWouldStart = ["postgresql", "rabbitmq-server", "epmd.socket"];

    /// <summary>The command that installs packages by hand.</summary>
    public static string CommandFor(IEnumerable<SystemPackage> packages) =>
        $"{Sudo}apt-get install -y --no-install-recommends {string.Join(' ', packages.Select(package => package.Name))}";

    private static string Sudo => Environment.IsPrivilegedProcess ? "" : "sudo ";

    public static async Task EnsureAsync(IEnumerable<SystemPackage> packages, bool yes, CancellationToken cancellationToken)
    {
        SystemPackage[] missing = [.. packages.Where(package => !package.IsInstalled())];
        if (missing.Length == 0)
        {
            return;
        }

        if (!File.Exists("/usr/bin/apt-get"))
        {
            throw new CommandFailedException(
                "this machine has no apt-get. Install PostgreSQL and RabbitMQ with its own package manager, start a container engine, "
                + "or name running servers in ConnectionStrings__postgres and ConnectionStrings__messaging with Servers=external.");
        }

        Console.Error.WriteLine("Needed from the distribution's packages (started only by the platform, never as services):");
        foreach (var package in missing)
        {
            Console.Error.WriteLine($"  {package.Name}: {package.Why}");
        }

        Console.Error.WriteLine($"  {CommandFor(missing)}");
        if (!yes && !Console.IsInputRedirected && Environment.GetEnvironmentVariable("CI") != "true"
            && !await AnsiConsole.ConfirmAsync("Install them?", cancellationToken: cancellationToken))
        {
            throw new CommandFailedException("nothing was installed. Install the packages yourself with the command above.");
        }

        await InstallAsync(missing, cancellationToken);
    }

    private static async Task InstallAsync(SystemPackage[] missing, CancellationToken cancellationToken)
    {
        // The policy file is Debian's way to keep packages from starting what they bring; one that is there already stays.
        // Packages also enable their services for the next start of the machine: that is undone for those we installed.
        var script = $"""
            set -e
            export DEBIAN_FRONTEND=noninteractive
            if [ ! -e {PolicyFile} ]; then
                printf '#!/bin/sh\nexit 101\n' > {PolicyFile}
                chmod 755 {PolicyFile}
                trap 'rm -f {PolicyFile}' EXIT
            fi
            apt-get update -q
            apt-get install -y -q --no-install-recommends {string.Join(' ', missing.Select(package => package.Name))}
            if [ -d /run/systemd/system ]; then
                systemctl disable {string.Join(' ', ServicesThatWouldStart)} 2>/dev/null || true
            fi
            """;
        string[] command = Environment.IsPrivilegedProcess ? ["sh", "-c", script] : ["sudo", "sh", "-c", script];
        var (exitCode, output) = await ChildProcess.CaptureAsync(command[0], command[1..], "/", cancellationToken: cancellationToken);
        if (exitCode != 0)
        {
            throw new CommandFailedException($"installing the packages failed:{Environment.NewLine}{output.Trim()}");
        }
    }
}
