using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.FunctionalTests.Features.Cases;
using Fraud.FunctionalTests.Features.Policies;
using Npgsql;

namespace Fraud.FunctionalTests.Security;

/// <summary>A service of its own, as rules, lists and models are changed by whatever happens to be valid; and what the requests of the file speak about.</summary>
public sealed class FuzzFixture : IAsyncLifetime
{
    private const string Analyst = "an-analyst";

    private readonly FraudFixture _fraud = new();
    private NpgsqlDataSource _database = null!;
    private string _rows = "";

    internal ServedEndpoint[] Served => ServedEndpoint.AllOf(_fraud);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await ((IAsyncLifetime)_fraud).InitializeAsync();
        _database = NpgsqlDataSource.Create(_fraud.Database.ConnectionString);
        await _fraud.ScoreAsync(Body("/v1/transactions"));
        using var author = Client("author");
        await PolicyFixture.ReadCreatedAsync(await author.PostAsJsonAsync("/v1/rule-sets", PolicyFixture.RuleSet(PolicyFixture.Rule("amount > 1000000"))));
        // Scores of a candidate are stored when there is time, and nobody asks for them here. Of what people did, only a refused
        // approval may be written down by a refusal.
        await using var tables = _database.CreateCommand(
            "SELECT string_agg(format('(SELECT count(*) FROM fraud.%I)', tablename), ', ') FROM pg_tables WHERE schemaname = 'fraud' AND tablename NOT IN ('shadow_scores', 'policy_actions')");
        _rows = $"SELECT ARRAY[{await tables.ExecuteScalarAsync()}, (SELECT count(verdict) FROM fraud.transactions), (SELECT count(*) FROM fraud.policy_actions WHERE refusal IS NULL)]";
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await ((IAsyncLifetime)_fraud).DisposeAsync();
    }

    /// <summary>As the file's token of that name: people of one role are told apart by their names.</summary>
    internal HttpClient Client(string caller) => caller switch
    {
        "program" => _fraud.CreateClient(scopes: ["fraud.import"], subject: "a-program"),
        "author" or "approver" or "inspector" => _fraud.CreateClient(role: "risk-manager", subject: caller),
        "analyst" => _fraud.CreateClient(role: "analyst", subject: Analyst),
        _ => _fraud.CreateClient(role: caller, subject: caller),
    };

    /// <summary>The request with things for its variables that are there: those that it may use up are new ones.</summary>
    internal async Task<HttpRequestExample> PrepareAsync(HttpRequestExample request)
    {
        var values = new Dictionary<string, string> { ["letter"] = $"{Guid.CreateVersion7()}" };
        if (request.Path.Contains("{{case}}", StringComparison.Ordinal))
        {
            var id = await _fraud.CaseAsync(takenBy: Analyst);
            values["case"] = $"{id}";
            using var client = Client("analyst");
            using var form = new MultipartFormDataContent { { new StringContent("seen"), "file", "seen.txt" } };
            using var attached = await client.PostAsync(new Uri($"/v1/cases/{id}/attachments", UriKind.Relative), form);
            values["file"] = (string)(await attached.ReadOkAsync())["fileId"]!;
        }

        if (request.Path.Contains("{{import}}", StringComparison.Ordinal))
        {
            await CancelImportsAsync();
            // Longer than anything that is uploaded: it is never read, and adds no rows when nobody looks.
            values["import"] = await CreatedAsync("program", "/v1/imports", "importId", new JsonObject
            {
                ["name"] = "history.csv",
                ["format"] = "csv",
                ["bytes"] = 1_000_000_000,
                ["sha256"] = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()).PadLeft(64, '0'),
            });
        }

        if (request.Path.Contains("{{backtest}}", StringComparison.Ordinal))
        {
            values["backtest"] = await CreatedAsync("author", "/v1/backtests", "id", Body("/v1/backtests"));
        }

        if (request.Path.Contains("{{entry}}", StringComparison.Ordinal))
        {
            values["entry"] = await CreatedAsync("author", "/v1/list-entries", "id", Body("/v1/list-entries").With("value", Requests.NewId("customer")));
        }

        return request.With(values);
    }

    /// <summary>Rows of every table, and labels.</summary>
    internal async Task<long[]> CountAsync()
    {
        await using var command = _database.CreateCommand(_rows);
        return (long[])(await command.ExecuteScalarAsync())!;
    }

    private static JsonObject Body(string path) =>
        JsonNode.Parse(HttpFile.Requests.Single(request => request.Method == "POST" && request.Path == path).Body!)!.AsObject();

    // Only some may be open at once.
    private async Task CancelImportsAsync()
    {
        using var client = Client("program");
        using var listed = await client.GetAsync(new Uri("/v1/imports?limit=100", UriKind.Relative));
        foreach (var import in (await listed.ReadOkAsync())["imports"]!.AsArray().Where(import => import!["endedAt"] is null))
        {
            using var cancelled = await client.PostAsync(new Uri($"/v1/imports/{import!["importId"]}/cancel", UriKind.Relative), content: null);
        }
    }

    private async Task<string> CreatedAsync(string caller, string path, string id, JsonObject body)
    {
        using var client = Client(caller);
        using var response = await client.PostAsJsonAsync(path, body);
        var answer = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(answer);
        return (string)JsonNode.Parse(answer)![id]!;
    }
}
