using System.CommandLine;
using Platform.Cli.Running;

namespace Platform.Cli.Verbs;

/// <summary>
/// <c>train</c> and <c>evaluate</c>: hands everything behind the model's name to the program that knows the model.
/// </summary>
internal static class ModelVerbs
{
    private static readonly Dictionary<string, string> Trainers = new()
    {
        ["fraud"] = "src/Fraud/Fraud.Training",
        ["retail"] = "src/Retail/Retail.Training",
        ["manufacturing"] = "src/Manufacturing/Manufacturing.Training",
        ["imaging"] = "src/Healthcare/Healthcare.Evaluation",
    };

    public static Command Create(string verb, string description)
    {
        var command = new Command(verb, description + " `--help` behind a model's name lists its options.");
        foreach (var (model, project) in Trainers)
        {
            var options = new Argument<string[]>("options") { Description = "Options of the model's program.", Arity = ArgumentArity.ZeroOrMore };
            var subject = new Command(model, $"{description.Split(' ')[0]} the {model} model.") { options };
            subject.Runs((arguments, clone, cancellationToken) =>
                RunAsync(clone, verb, project, arguments.GetValue(options) ?? [], cancellationToken));
            command.Add(subject);
        }

        return command;
    }

    /// <summary>What stands behind a model's name is passed on as it was typed, <c>--help</c> included.</summary>
    public static string[] PassingOn(string[] args) =>
        args is ["train" or "evaluate", var model, .. var options] && Trainers.ContainsKey(model) && options is not ["--", ..]
            ? [args[0], model, "--", .. options]
            : args;

    private static async Task<int> RunAsync(
        Clone clone, string verb, string project, string[] options, CancellationToken cancellationToken)
    {
        await DotNet.BuildAsync(clone, project, cancellationToken);
        return await DotNet.RunAsync(clone, project, [verb, .. options], cancellationToken);
    }
}
