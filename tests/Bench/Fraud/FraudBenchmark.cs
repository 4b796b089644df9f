using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.Inference;
using Platform.LocalServers;
using Platform.ServiceDefaults;
using Platform.TestKit;

namespace Platform.Bench.Fraud;

/// <summary>
/// Payments through HTTP, as a till sends them: token, validation, features, model, reasons, storage and outbox, with
/// service, authority, broker, database and load on one machine.
/// </summary>
internal sealed class FraudBenchmark(string root) : IBenchmark
{
    private const string Model = "fraud";
    private const int Callers = 32;
    private const int MostConnections = 200;
    private const int DefaultRate = 300;
    private const int DefaultSeconds = 20;

    // The runtime compiles what is hot after 100 ms in which nothing new was called: rounds of load, each with a pause.
    private const int WarmUpRounds = 16;
    private static readonly TimeSpan WarmUpRound = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WarmUpPause = TimeSpan.FromSeconds(1);

    // What a full load leaves behind is not the rate's.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public string Name => "fraud";

    public string Measures => $"decisions a second through HTTP, and how long they take at a rate: [--rate {DefaultRate}] [--seconds {DefaultSeconds}]";

    public async Task<BenchmarkResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (rate, seconds) = Read(arguments);
        var duration = TimeSpan.FromSeconds(seconds);
        await using var broker = await PrivateBroker.StartNewAsync(cancellationToken);
        await using var postgres = await PrivatePostgres.StartNewAsync(cancellationToken);
        var connection = await DatabaseAsync(postgres, "frauddb", cancellationToken);
        var state = StateFolder.Temporary();
        try
        {
            var secret = Guid.CreateVersion7().ToString("N");
            await using var identity = await ServiceProcess.StartAsync(
                root, "src/Identity", Address(state, "identity"), new Dictionary<string, string>
                {
                    ["ASPNETCORE_ENVIRONMENT"] = "Development",
                    ["Demo__Secret"] = secret,
                    ["Identity__KeyFile"] = Path.Combine(state.Path, "signing-key.pem"),
                },
                cancellationToken);
            await using var fraud = await ServiceProcess.StartAsync(
                root, "src/Fraud/Fraud.Api", Address(state, "fraud"), new Dictionary<string, string>
                {
                    ["ASPNETCORE_ENVIRONMENT"] = "Production",
                    ["Identity__AllowHttp"] = "true",
                    ["ConnectionStrings__frauddb"] = connection,
                    ["ConnectionStrings__messaging"] = broker.ConnectionString,
                    ["Identity__Authority"] = identity.Address.ToString().TrimEnd('/'),
                    // One till stands for all of them: what it may send is not what is measured.
                    ["Limits__RequestsPerSecond"] = "1000000",
                    ["Limits__Burst"] = "1000000",
                },
                cancellationToken);

            await using var database = NpgsqlDataSource.Create(ServiceConnection.WithDefaults(connection));
            var payments = new Payments(TimeProvider.System.GetUtcNow().AddMinutes(-5));
            Say("remembering two months of payments");
            await payments.RememberAsync(database, cancellationToken);
            using var till = await TillAsync(fraud, identity, secret, cancellationToken);
            using var models = Models();
            var floor = new FraudFloor(database, models, payments);
            Task<bool> Pay(CancellationToken token) => PayAsync(till, payments, token);

            Say($"warming up for {(WarmUpRounds * (WarmUpRound + WarmUpPause)).TotalSeconds:0} s");
            for (var round = 0; round < WarmUpRounds; round++)
            {
                await Load.ClosedAsync(Callers, WarmUpRound, Pay, cancellationToken);
                await Load.ClosedAsync(Callers, WarmUpPause, floor.DecideAsync, cancellationToken);
            }

            await Load.SteadyAsync(rate, Settle, Pay, cancellationToken);
            var steady = await Load.SteadyAsync(rate, duration, Pay, cancellationToken);
            Say($"at {rate}/s: p50 {steady.Quantile(.5):0.0} ms, p99 {steady.Quantile(.99):0.0} ms, {steady.Errors} errors");
            await Load.SteadyAsync(rate, Settle, floor.DecideAsync, cancellationToken);
            var steadyFloor = await Load.SteadyAsync(rate, duration, floor.DecideAsync, cancellationToken);
            Say($"floor at {rate}/s: p50 {steadyFloor.Quantile(.5):0.0} ms, p99 {steadyFloor.Quantile(.99):0.0} ms");
            var before = fraud.ProcessorTime;
            var closed = await Load.ClosedAsync(Callers, duration, Pay, cancellationToken);
            Say($"closed loop: {closed.PerSecond:0}/s, p99 {closed.Quantile(.99):0.0} ms, {(fraud.ProcessorTime - before).TotalMilliseconds / closed.Count:0.00} ms of the service's processor time each");
            var bare = await Load.ClosedAsync(Callers, duration, floor.DecideAsync, cancellationToken);
            Say($"floor: {bare.PerSecond:0}/s, p99 {bare.Quantile(.99):0.0} ms");

            return new BenchmarkResult(
                JsonSerializer.Serialize(new
                {
                    bench = Name,
                    rate_per_s = rate,
                    p50_ms = Math.Round(steady.Quantile(.5), 1),
                    p99_ms = Math.Round(steady.Quantile(.99), 1),
                    closed_loop_per_s = Math.Round(closed.PerSecond),
                    floor_per_s = Math.Round(bare.PerSecond),
                    errors = steady.Errors + closed.Errors,
                }),
                Passed: steady.Errors + closed.Errors == 0);
        }
        finally
        {
            state.Delete();
        }
    }

    private static async Task<bool> PayAsync(HttpClient till, Payments payments, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await till.PostAsJsonAsync("/v1/transactions", payments.Next(), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<HttpClient> TillAsync(
        ServiceProcess fraud, ServiceProcess identity, string secret, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = identity.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "demo-payments",
            ["client_secret"] = secret,
        });
        using var response = await client.PostAsync("/connect/token", form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("access_token").GetString();
        var till = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = MostConnections }) { BaseAddress = fraud.Address };
        till.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return till;
    }

    private ModelHost Models()
    {
        var folder = Path.Combine(root, "src/Fraud/Fraud.Api/Models", Model);
        return new ModelHost(Model, folder, new ModelOptions(), NullLogger<ModelHost>.Instance);
    }

    private static async Task<string> DatabaseAsync(PrivatePostgres postgres, string name, CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = name, MaxPoolSize = Callers }.ConnectionString;
    }

    private static Uri Address(StateFolder state, string name) => new($"http://localhost:{state.FreePort(name)}");

    private static (int Rate, int Seconds) Read(IReadOnlyList<string> arguments)
    {
        var (rate, seconds) = (DefaultRate, DefaultSeconds);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var number = i + 1 < arguments.Count && int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
                ? value
                : throw new ArgumentException($"{arguments[i]} needs a number above 0.");
            _ = arguments[i] switch
            {
                "--rate" => rate = number,
                "--seconds" => seconds = number,
                _ => throw new ArgumentException($"there is no option {arguments[i]}."),
            };
        }

        return (rate, seconds);
    }

    private static void Say(string line) => Console.Error.WriteLine($"fraud: {line}");
}
