using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fraud.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fraud.FunctionalTests.Features.Cases;

/// <summary>What analysts do, as clients send it.</summary>
internal static class CaseCalls
{
    /// <summary>Sends a payment so large that it is held up or refused, and returns the customer's open case.</summary>
    public static async Task<Guid> AlertAsync(
        this ServiceFixture<Program> fraud, string customer, string? terminal = null, decimal amount = 900, string? transaction = null)
    {
        using (var client = fraud.CreateClient(role: "payments"))
        {
            var payment = Requests.Payment(transaction, customer, terminal, amount);
            using var response = await client.PostAsJsonAsync("/v1/transactions", payment);
            ((string?)(await response.ReadOkAsync())["decision"]).ShouldBeOneOf("review", "decline");
        }

        return await fraud.InScopeAsync(services => services.GetRequiredService<FraudDbContext>().Cases
            .Where(known => known.CustomerId == customer && known.ClosedAt == null)
            .Select(known => known.Id)
            .SingleAsync());
    }

    /// <summary>A case of a customer nobody knows, taken by the analyst where one is named.</summary>
    public static async Task<Guid> CaseAsync(
        this ServiceFixture<Program> fraud, string? takenBy = null, string? customer = null, string? terminal = null)
    {
        var id = await fraud.AlertAsync(customer ?? Requests.NewId("customer"), terminal);
        if (takenBy is not null)
        {
            await fraud.DoneAsync(takenBy, id, "take");
        }

        return id;
    }

    public static async Task<HttpResponseMessage> DoAsync(
        this ServiceFixture<Program> fraud, string analyst, Guid id, string what, JsonObject? request = null)
    {
        using var client = fraud.CreateClient(role: "analyst", subject: analyst);
        return request is null
            ? await client.PostAsync(new Uri($"/v1/cases/{id}/{what}", UriKind.Relative), content: null)
            : await client.PostAsJsonAsync($"/v1/cases/{id}/{what}", request);
    }

    public static async Task<JsonObject> DoneAsync(
        this ServiceFixture<Program> fraud, string analyst, Guid id, string what, JsonObject? request = null)
    {
        using var response = await fraud.DoAsync(analyst, id, what, request);
        return await response.ReadOkAsync();
    }

    public static async Task<JsonObject> ReadAsync(this ServiceFixture<Program> fraud, string path, string analyst = "reader")
    {
        using var client = fraud.CreateClient(role: "analyst", subject: analyst);
        using var response = await client.GetAsync(new Uri($"/v1/cases{path}", UriKind.Relative));
        return await response.ReadOkAsync();
    }

    public static Task<JsonObject> CaseFileAsync(this ServiceFixture<Program> fraud, Guid id) => fraud.ReadAsync($"/{id}");

    public static JsonObject Note(string note) => new() { ["note"] = note };

    public static JsonObject HandOver(string to, string? note = null) => new() { ["to"] = to, ["note"] = note };

    public static JsonObject Close(string conclusion, string? note = null) => new() { ["conclusion"] = conclusion, ["note"] = note };

    public static string NewAnalyst(string name) => Requests.NewId(name);

    public static string[] Texts(this JsonNode? array, string member) =>
        [.. array!.AsArray().Select(item => item![member] is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture)! : "")];
}
