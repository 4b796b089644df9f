using System.CommandLine;
using Platform.Cli.Importing;
using Platform.Cli.Running;
using Platform.Cli.Screen;

namespace Platform.Cli.Verbs;

/// <summary><c>import fraud --file F</c>: gives the running service a company's own payments of the past.</summary>
internal static class ImportVerb
{
    // The demo client that may import; programs have scopes, and people's roles do not reach this.
    private const string Program = "simulator";

    public static Command Create() => new("import", "Import history into a running service.") { Fraud() };

    private static Command Fraud()
    {
        var file = new Option<FileInfo>("--file") { Description = "CSV, as it is or gzipped, or Parquet.", Required = true };
        var format = new Option<string?>("--format") { Description = "csv or parquet; without it, by the file's first bytes." };
        format.AcceptOnlyFromAmong("csv", "parquet");
        var currency = new Option<string?>("--currency") { Description = "Currency of rows that name none (the service's base currency)." };
        var delay = new Option<int>("--label-delay")
        {
            Description = "Days after a payment at which its label became known, where the file does not say when.",
            DefaultValueFactory = _ => 7,
        };
        var map = new Option<string[]>("--map") { Description = "FIELD=COLUMN where a column is not named as usual: customer=CUST_NO. May be repeated." };
        var url = new Option<string?>("--url") { Description = "Address of the service (that of this clone's run)." };
        var token = new Option<string?>("--token") { Description = "A token with the scope fraud.import; without it, that of the demo." };

        var command = new Command("fraud", "Import payments and their labels into Fraud. Interrupted, the same command goes on.")
        {
            file, format, currency, delay, map, url, token,
        };
        command.Runs(async (arguments, clone, cancellationToken) =>
        {
            var history = await HistoryFile.OpenAsync(arguments.GetValue(file)!.FullName, arguments.GetValue(format), cancellationToken);
            var announced = new Announcement(
                history.Name, history.Format, history.Bytes, history.Sha256,
                arguments.GetValue(currency), arguments.GetValue(delay), Columns(arguments.GetValue(map) ?? []));
            using var platform = new PlatformClient(clone, TimeProvider.System);
            using var client = new ImportClient(
                Address(arguments.GetValue(url), platform.Addresses.Deciding.Single(service => service.Name == "fraud").Url),
                async cancellation => arguments.GetValue(token) ?? await platform.ProgramTokenAsync(Program, cancellation));
            return await new HistoryImport(client, new ProgressLine(Console.Error, !Console.IsErrorRedirected), TimeProvider.System)
                .RunAsync(history, announced, cancellationToken);
        });
        return command;
    }

    /// <summary>The service of this machine, or the one that was named.</summary>
    public static Uri Address(string? url, Uri local) =>
        url is null ? local
        : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) ? address
        : throw new CommandFailedException($"--url {url} is no address such as https://fraud.example.com.", HistoryImport.WrongInput);

    /// <summary>The columns named on the command line.</summary>
    public static Dictionary<string, string> Columns(IEnumerable<string> mappings)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mapping in mappings)
        {
            var (field, column) = mapping.Split('=', 2) is [{ Length: > 0 } left, { Length: > 0 } right]
                ? (left, right)
                : throw new CommandFailedException($"--map {mapping} is not FIELD=COLUMN, such as customer=CUST_NO.", HistoryImport.WrongInput);
            if (!columns.TryAdd(field, column))
            {
                throw new CommandFailedException($"--map names {field} twice.", HistoryImport.WrongInput);
            }
        }

        return columns;
    }
}
