using System.CommandLine;
using System.Globalization;
using Platform.Cli.Setup;
using Platform.Cli.Testing;

namespace Platform.Cli.Verbs;

/// <summary><c>test</c>: sets up what is missing, builds what is needed, and runs tests against real servers.</summary>
internal static class TestVerb
{
    public static Command Create()
    {
        var names = new Argument<string[]>("names")
        {
            Description = "What to test: the first word of test projects (fraud), or a project's name; without any, everything.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var changed = new Option<bool>("--changed") { Description = "What concerns the files changed since the branch left main, committed or not." };
        var list = new Option<bool>("--list") { Description = "Say which projects would run, and run nothing." };
        var filter = new Option<string?>("--filter") { Description = "Only tests that match, as in `dotnet test --filter`." };
        var yes = Verb.YesOption();
        var command = new Command("test", "Set up what is missing, and run the tests against real servers.") { names, changed, list, filter, yes };
        command.Validators.Add(result =>
        {
            if (result.GetValue(changed) && result.GetValue(names) is { Length: > 0 })
            {
                result.AddError("--changed finds out by itself what to test: leave the names away.");
            }
        });
        command.Runs(async (arguments, clone, cancellationToken) =>
        {
            var graph = ProjectGraph.Read(clone);
            var selected = await SelectAsync(clone, graph, arguments.GetValue(names) ?? [], arguments.GetValue(changed), cancellationToken);
            if (arguments.GetValue(list))
            {
                WriteList(selected);
                return 0;
            }

            if (selected.Count == 0)
            {
                Console.WriteLine("Nothing changed since the branch left main: there is nothing to test.");
                return 0;
            }

            await Prerequisites.ForTestsAsync(arguments.GetValue(yes), cancellationToken);
            return await new TestSession(clone, graph, selected, arguments.GetValue(filter)).RunAsync(cancellationToken);
        });
        return command;
    }

    private static async Task<IReadOnlyList<SolutionProject>> SelectAsync(
        Clone clone, ProjectGraph graph, string[] names, bool changed, CancellationToken cancellationToken)
    {
        var selection = new TestSelection(graph);
        return changed ? selection.ConcernedBy(await ChangedFiles.FindAsync(clone, cancellationToken))
            : names.Length > 0 ? selection.Named(names)
            : selection.All;
    }

    private static void WriteList(IReadOnlyList<SolutionProject> selected)
    {
        foreach (var project in TestSchedule.Order(selected))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{project.Name,-34} about {project.Seconds,4} s"));
        }
    }
}
