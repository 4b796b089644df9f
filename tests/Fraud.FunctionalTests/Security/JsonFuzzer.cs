using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests.Security;

/// <summary>Changes a body in one place, as a text: what comes out need not be JSON.</summary>
internal sealed class JsonFuzzer(Random random)
{
    private const string Mark = "here goes another value";
    private const string Breakers = "\"{}[]:,\\\u0001é";

    /// <param name="body">What the endpoint takes, or took before another change.</param>
    /// <param name="members">Names that the endpoint knows, also those that the body leaves out.</param>
    public byte[] Change(byte[] body, string[] members)
    {
        var text = Encoding.UTF8.GetString(body);
        return random.Next(10) switch
        {
            0 => Encoding.UTF8.GetBytes(text[..random.Next(text.Length + 1)]),
            1 => Encoding.UTF8.GetBytes(text.Insert(random.Next(text.Length + 1), Breakers[random.Next(Breakers.Length)].ToString())),
            2 => Encoding.UTF8.GetBytes(Any(OddValues.Json)),
            3 => Broken(body),
            _ => Encoding.UTF8.GetBytes(ChangeMember(text, members)),
        };
    }

    // No UTF-8: a byte that begins a sequence nobody goes on with.
    private byte[] Broken(byte[] body)
    {
        var at = random.Next(body.Length + 1);
        return [.. body[..at], 0xe9, .. body[at..]];
    }

    private string ChangeMember(string text, string[] members)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return text; // an earlier change broke it
        }

        var objects = Objects(root).ToArray();
        if (objects.Length == 0)
        {
            return Any(OddValues.Json);
        }

        var parent = Any(objects);
        var name = parent.Count > 0 && random.Next(5) > 0 ? Any([.. parent.Select(member => member.Key)]) : members.Length > 0 ? Any(members) : "unknown";
        var before = parent[name]?.ToJsonString() ?? "null";
        if (random.Next(6) == 0)
        {
            parent.Remove(name);
            return root!.ToJsonString();
        }

        parent[name] = Mark;
        var after = random.Next(6) switch
        {
            0 => $"{before},{JsonSerializer.Serialize(name)}:{before}", // twice
            1 => $"[{before}]",
            2 => $"{{\"{name}\":{before}}}",
            _ => Any(OddValues.Json),
        };
        return root!.ToJsonString().Replace($"\"{Mark}\"", after, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(member => Objects(member.Value)).Prepend(parent),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    private T Any<T>(T[] values) => values[random.Next(values.Length)];
}
