using System.CommandLine;
using Platform.Cli.Setup;
using Spectre.Console;

namespace Platform.Cli.Verbs;

/// <summary><c>doctor</c>: what was found on this machine, what would be used, and what helps.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var install = new Option<bool>("--install") { Description = "Install what is missing." };
        var yes = Verb.YesOption();
        var command = new Command("doctor", "Tell what was found, what would be used, and the command for what is missing.") { install, yes };
        command.Runs(async (arguments, clone, cancellationToken) =>
        {
            if (arguments.GetValue(install))
            {
                await Prerequisites.ForTestsAsync(arguments.GetValue(yes), cancellationToken);
            }

            var checks = await MachineChecks.RunAsync(clone, cancellationToken);
            Print(checks);
            return checks.Any(check => check.IsNeeded && !check.IsFine) ? 1 : 0;
        });
        return command;
    }

    private static void Print(IReadOnlyList<Check> checks)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("", "looked at", "found", "what helps");
        foreach (var check in checks)
        {
            var mark = check.IsFine ? "[green]ok[/]" : check.IsNeeded ? "[red]missing[/]" : "[yellow]note[/]";
            table.AddRow(new Markup(mark), new Text(check.Subject), new Text(check.Found), new Text(check.Remedy ?? ""));
        }

        // A log file has no width of its own, and eighty columns fold every line.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 160;
        }

        AnsiConsole.Write(table);
    }
}
