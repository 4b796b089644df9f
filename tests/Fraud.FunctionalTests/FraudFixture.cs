using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api;
using Fraud.Api.Data;
using Fraud.Api.Features.ScoreTransaction;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Inference;

namespace Fraud.FunctionalTests;

/// <summary>The service on its own database and virtual host, shared by the tests: each uses ids of its own.</summary>
public sealed class FraudFixture() : ServiceFixture<Program>("frauddb")
{
    // The shipped model, and the same once more as the version after it.
    private readonly string _models = CopyModels();

    /// <summary>The version that ships, and serves.</summary>
    public const string Shipped = "1.1.0";

    /// <summary>The same model under another version.</summary>
    public const string Other = "1.1.1";

    public HttpClient Operator => CreateClient(role: "operator");

    public HttpClient Payments => CreateClient(role: "payments");

    public HttpClient Analyst => CreateClient(role: "analyst");

    public HttpClient Importer => CreateClient(scopes: ["fraud.import"]);

    public Task<T> InDatabaseAsync<T>(Func<FraudDbContext, Task<T>> work) =>
        InScopeAsync(services => work(services.GetRequiredService<FraudDbContext>()));

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Models:fraud:Path", _models), new("Models:fraud:Version", Shipped), new("Screening:OnDeadline", "Approve"),
            new("Backtests:Page", "50"), new("Backtests:PaymentsPerSecond", "1000"), new("Backtests:PollInterval", "00:00:00.200"), new("ShadowScores:Gather", "00:00:00.050")];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_models)!, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends a payment and returns the decision on it.</summary>
    public async Task<JsonObject> ScoreAsync(JsonObject payment)
    {
        using var client = Payments;
        using var response = await client.PostAsJsonAsync("/v1/transactions", payment);
        return await response.ReadOkAsync();
    }

    public async Task<JsonObject> GetAsync(string transactionId)
    {
        using var client = Analyst;
        using var response = await client.GetAsync($"/v1/transactions/{transactionId}");
        return await response.ReadOkAsync();
    }

    /// <summary>Keeps the customer's payments waiting until it is disposed, as one would that takes its time.</summary>
    public async Task<NpgsqlConnection> HoldTurnAsync(string customer)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({TransactionHistory.CustomerKey})", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = customer });
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static string CopyModels()
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "Models", FraudServices.ModelName, Shipped);
        var models = Path.Combine(Directory.CreateTempSubdirectory("platform-").FullName, FraudServices.ModelName);
        foreach (var version in (string[])[Shipped, Other])
        {
            var folder = Directory.CreateDirectory(Path.Combine(models, version)).FullName;
            foreach (var file in Directory.EnumerateFiles(shipped))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            var manifest = Path.Combine(folder, ModelFolder.ManifestFile);
            File.WriteAllBytes(manifest, (ModelManifest.Parse(File.ReadAllBytes(manifest)) with { Version = version }).ToJson());
        }

        return models;
    }
}

[CollectionDefinition(Name)]
public sealed class FraudCollection : ICollectionFixture<FraudFixture>
{
    public const string Name = "fraud";
}
