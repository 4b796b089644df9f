using System.CommandLine;

namespace Platform.Cli.Verbs;

/// <summary>What all verbs share: a failure is one line on the error stream, and Ctrl-C is no failure of ours.</summary>
internal static class Verb
{
    /// <summary>The usual exit code of a program that was interrupted.</summary>
    public const int Interrupted = 130;

    public static void Runs(this Command command, Func<ParseResult, Clone, CancellationToken, Task<int>> action) =>
        command.SetAction(async (arguments, cancellationToken) =>
        {
            try
            {
                return await action(arguments, Clone.Find(), cancellationToken);
            }
            catch (CommandFailedException failure)
            {
                await Console.Error.WriteLineAsync($"platform: {failure.Message}");
                return failure.ExitCode;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return Interrupted;
            }
        });

    /// <summary>Answers yes to every question.</summary>
    public static Option<bool> YesOption() => new("--yes", "-y")
    {
        Description = "Answer yes to every question (so does CI=true).",
    };
}
