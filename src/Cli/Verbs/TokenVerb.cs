using System.CommandLine;
using Platform.Cli.Running;

namespace Platform.Cli.Verbs;

/// <summary><c>token ROLE</c>: a token for one of the demo roles, alone on the output, to be used in a request.</summary>
internal static class TokenVerb
{
    public static Command Create()
    {
        var role = new Argument<string>("role") { Description = "One of: " + string.Join(", ", DemoRoles.All) };
        var command = new Command("token", "Print a token for a demo role of the running platform.") { role };
        command.Runs(async (arguments, clone, cancellationToken) =>
        {
            using var client = new PlatformClient(clone, TimeProvider.System);
            Console.WriteLine(await client.TokenAsync(arguments.GetValue(role)!, cancellationToken));
            return 0;
        });
        return command;
    }
}
