using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Fraud.FunctionalTests.Security;

/// <summary>Whatever is sent, it is refused or taken; it is never an error of ours.</summary>
[Collection(FraudCollection.Name)]
public sealed class FuzzTests(FraudFixture fraud)
{
    private const int RequestsEach = 150;

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e308", "1e-300", "79228162514264337593543950335", "99999999999999999999999999", "\"\"", "\" \"",
        "\"\\u0000\"", "\"\\ud800\"", "\"'; DROP TABLE fraud.transactions; --\"", "\"../../etc/passwd\"", "\"%00\"", "\"NaN\"", "[]", "{}", "[[[[[[]]]]]]",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"2024-02-30T00:00:00Z\"", "\"EUR\"", "\"eur\"",
        $"\"{new string('x', 5_000)}\"", $"[{string.Join(',', Enumerable.Repeat("{}", 50))}]",
    ];

    private static readonly Gen<int[]> Choices = Gen.Int[0, 1_000_000].Array[4];

    public static TheoryData<string, string, string, string> Bodies => new()
    {
        { "POST", "/v1/transactions", "payments", Requests.Payment().With("channel", "ecommerce").With("country", "DE").With("deadlineMs", 5_000).ToJsonString() },
        { "POST", "/v1/transactions/batch", "payments", Requests.Import(Requests.Payment(), Requests.Payment()).ToJsonString() },
        { "POST", "/v1/labels", "analyst", Requests.Label("nobody").ToJsonString() },
        { "POST", "/v1/transactions/import", "", Requests.Import(Requests.Payment().With("label", Requests.PastLabel("genuine", Requests.Now))).ToJsonString() },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task No_body_is_an_error_of_ours(string method, string path, string role, string body) => Choices.SampleAsync(
        async choices =>
        {
            var sent = Changed(body, choices);
            using var client = role.Length > 0 ? fraud.CreateClient(role) : fraud.Importer;
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = new StringContent(sent, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            };
            using var response = await client.SendAsync(request);
            ((int)response.StatusCode).ShouldBeLessThan(500, sent);
        },
        iter: RequestsEach,
        threads: 1);

    // One of: another value somewhere, something missing, cut off in the middle, one character too many.
    private static string Changed(string body, int[] choices)
    {
        switch (choices[0] % 6)
        {
            case 0:
                return body[..(choices[1] % body.Length)];
            case 1:
                return body.Insert(choices[1] % body.Length, "\"{}[]:,\\\u0001é"[choices[2] % 10].ToString());
            case 2:
                return Values[choices[1] % Values.Length];
            default:
                var root = JsonNode.Parse(body)!;
                var places = Places(root).ToArray();
                var (parent, name) = places[choices[1] % places.Length];
                if (choices[2] % 5 == 0)
                {
                    parent.Remove(name);
                    return root.ToJsonString();
                }

                const string Mark = "here goes another value";
                parent[name] = Mark;
                return root.ToJsonString().Replace($"\"{Mark}\"", Values[choices[3] % Values.Length], StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(JsonObject Parent, string Name)> Places(JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(member => Places(member.Value).Prepend((parent, member.Key))),
        JsonArray items => items.SelectMany(Places),
        _ => [],
    };
}
