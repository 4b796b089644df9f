using System.CommandLine;
using Platform.Cli.Running;

namespace Platform.Cli.Verbs;

/// <summary><c>bench</c>: the benchmarks of <c>tests/Bench</c>; each ends with one JSON line.</summary>
internal static class BenchVerb
{
    private const string Project = "tests/Bench";

    public static Command Create()
    {
        var what = new Argument<string[]>("benchmark") { Description = "Which one, and its options; without it, the list.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("bench", "Measure, beside a floor in the same run.") { what };
        command.Runs(async (arguments, clone, cancellationToken) =>
        {
            await DotNet.BuildAsync(clone, Project, cancellationToken);
            return await DotNet.RunAsync(clone, Project, arguments.GetValue(what) ?? [], cancellationToken);
        });
        return command;
    }
}
