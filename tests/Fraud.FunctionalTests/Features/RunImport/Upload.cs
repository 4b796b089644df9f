using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests.Features.RunImport;

/// <summary>Imports as a client makes them.</summary>
internal static class Upload
{
    public const string Header = "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD";

    /// <summary>Payments of a customer and terminal of their own, one a minute, the first of them fraud.</summary>
    public static string[] Lines(int count, string? customer = null, string? terminal = null)
    {
        var (c, t) = (customer ?? Requests.NewId("customer"), terminal ?? Requests.NewId("terminal"));
        var first = Requests.Now.AddDays(-20);
        return [.. Enumerable.Range(0, count).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{Requests.NewId()},{first.AddMinutes(i):yyyy-MM-dd HH:mm:ss},{c},{t},{10 + (i % 90)}.25,{(i == 0 ? 1 : 0)}"))];
    }

    public static byte[] File(params IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(Header)) + "\n");

    public static string IdOf(string line) => line.Split(',')[0];

    public static JsonObject Announcement(byte[] file, string format = "csv") => new()
    {
        ["name"] = "history.csv",
        ["format"] = format,
        ["bytes"] = file.Length,
        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file)),
    };

    public static async Task<JsonObject> StartAsync(this HttpClient client, JsonObject announcement)
    {
        using var response = await client.PostAsJsonAsync("/v1/imports", announcement);
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.OK);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    public static async Task<HttpResponseMessage> PutAsync(this HttpClient client, string id, long offset, byte[] chunk)
    {
        using var content = new ByteArrayContent(chunk) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return await client.PutAsync($"/v1/imports/{id}/content?offset={offset}", content);
    }

    public static async Task<JsonObject> GetImportAsync(this HttpClient client, string id)
    {
        using var response = await client.GetAsync($"/v1/imports/{id}");
        return await response.ReadOkAsync();
    }

    /// <summary>Announces a file and uploads it, in pieces of the size that the service wants.</summary>
    public static async Task<string> UploadAsync(this HttpClient client, byte[] file, JsonObject? announcement = null)
    {
        var import = await client.StartAsync(announcement ?? Announcement(file));
        foreach (var (i, chunk) in file.Chunk((int)import["chunkBytes"]!).Index())
        {
            using var put = await client.PutAsync(import.ImportId(), i * (long)import["chunkBytes"]!, chunk);
            await put.ReadOkAsync();
        }

        return import.ImportId();
    }

    /// <summary>Uploads a file, and waits for its end.</summary>
    public static async Task<JsonObject> ImportAsync(this HttpClient client, byte[] file, JsonObject? announcement = null) =>
        await client.EndedAsync(await client.UploadAsync(file, announcement));

    public static Task<JsonObject> EndedAsync(this HttpClient client, string id) => Eventually.GetAsync(
        async () => await client.GetImportAsync(id) is var import && import["endedAt"] is not null ? import : null, "the import ends");

    public static string ImportId(this JsonObject import) => (string)import["importId"]!;

    /// <summary>Rows read, imported, known, labelled, rejected.</summary>
    public static (int, int, int, int, int) Counts(this JsonObject import) =>
        ((int)import["rows"]!, (int)import["imported"]!, (int)import["known"]!, (int)import["labelled"]!, (int)import["rejected"]!);
}
