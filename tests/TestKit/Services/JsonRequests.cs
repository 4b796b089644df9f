using System.Text.Json.Nodes;

namespace Platform.TestKit;

/// <summary>A valid request with one thing changed.</summary>
public static class JsonRequests
{
    /// <summary>A copy in which the member has another value.</summary>
    public static JsonObject With(this JsonObject request, string member, JsonNode? value)
    {
        var changed = request.DeepClone().AsObject();
        changed[member] = value;
        return changed;
    }

    /// <summary>A copy in which the member is missing.</summary>
    public static JsonObject Without(this JsonObject request, string member)
    {
        var changed = request.DeepClone().AsObject();
        changed.Remove(member);
        return changed;
    }
}
