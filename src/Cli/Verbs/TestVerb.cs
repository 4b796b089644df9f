using System.CommandLine;
using Platform.Cli.Running;
using Platform.Cli.Setup;
using Platform.Cli.Testing;

namespace Platform.Cli.Verbs;

/// <summary><c>test</c>: sets up what is missing, and runs every test of the solution against real servers.</summary>
internal static class TestVerb
{
    public static Command Create()
    {
        var yes = Verb.YesOption();
        var filter = new Option<string?>("--filter") { Description = "Only tests that match, as in `dotnet test --filter`." };
        var command = new Command("test", "Set up what is missing, and run every test against real servers.") { yes, filter };
        command.Runs(async (arguments, clone, cancellationToken) =>
        {
            await Prerequisites.ForTestsAsync(arguments.GetValue(yes), cancellationToken);
            Notice.Write("building the solution");
            await DotNet.BuildAsync(clone, "Platform.sln", cancellationToken);

            var results = Directory.CreateTempSubdirectory("platform-tests-").FullName;
            try
            {
                Notice.Write("starting Postgres and RabbitMQ for the tests");
                await using var servers = await TestServers.StartAsync(cancellationToken);
                var exitCode = await TestAsync(clone, results, servers.Environment, arguments.GetValue(filter), cancellationToken);
                var sum = TestResults.Read(results);
                Console.WriteLine(sum);
                return exitCode != 0 || sum.Failed > 0 || sum.Ran == 0 ? 1 : 0;
            }
            finally
            {
                Directory.Delete(results, recursive: true);
            }
        });
        return command;
    }

    private static Task<int> TestAsync(
        Clone clone, string results, IReadOnlyDictionary<string, string> environment, string? filter, CancellationToken cancellationToken)
    {
        // One project after the other: the servers and two cores are shared, and a starved test tells nothing.
        List<string> arguments =
        [
            "test", clone.PathOf("Platform.sln"), "-c", DotNet.Configuration, "--no-build", "--nologo", "-m:1",
            "--logger", "trx", "--results-directory", results,
        ];
        if (filter is not null)
        {
            arguments.AddRange(["--filter", filter]);
        }

        return ChildProcess.RunAsync("dotnet", arguments, clone.Root, environment, cancellationToken);
    }
}
