using System.CommandLine;
using Platform.Inference;

namespace Platform.Learning;

/// <summary>
/// The command line every X.Training executable shares: verbs with options, progress on standard error, exit code
/// 0 (done), 1 (failed), 2 (wrong input, one sentence on standard error) or 130 (interrupted).
/// </summary>
public sealed class TrainingProgram(string description)
{
    private readonly RootCommand _root = new(description);

    /// <summary>A new <c>--data</c> option.</summary>
    public static Option<string?> DataOption() => new("--data") { Description = $"Data file, or data root folder (default: ${DataRoot.Variable})." };

    /// <summary>A new <c>--out</c> option.</summary>
    public static Option<string?> OutOption() => new("--out") { Description = "Folder the model version is written to." };

    /// <summary>A new <c>--model</c> option.</summary>
    public static Option<string?> ModelOption() => new("--model") { Description = "Folder of the model version." };

    /// <summary>Adds a verb, such as <c>train</c> or <c>evaluate</c>.</summary>
    public TrainingProgram Verb(string name, string description, IEnumerable<Option> options, Func<ParseResult, CancellationToken, Task> action)
    {
        var command = new Command(name, description);
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => action(parsed, cancellationToken));
        _root.Subcommands.Add(command);
        return this;
    }

    /// <summary>Parses and runs.</summary>
    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken = default)
    {
        var parsed = _root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message.AsMemory(), cancellationToken);
            }

            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (InputException error)
        {
            await Console.Error.WriteLineAsync(error.Message.AsMemory(), CancellationToken.None);
            return 2;
        }
        catch (ModelRefusedException error)
        {
            await Console.Error.WriteLineAsync(error.Message.AsMemory(), CancellationToken.None);
            return 2;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return 130;
        }
    }
}
