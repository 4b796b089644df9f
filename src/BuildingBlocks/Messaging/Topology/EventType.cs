using System.Text.RegularExpressions;

namespace Platform.Messaging.Topology;

/// <summary>The name of an event on the wire: <c>service.past-tense-fact.vN</c>.</summary>
public static partial class EventType
{
    /// <summary>Checks a name that a programmer wrote.</summary>
    /// <exception cref="ArgumentException">It is no event name.</exception>
    public static void Require(string type)
    {
        if (!IsValid(type))
        {
            throw new ArgumentException($"'{type}' is no event type: write it as 'service.what-happened.v1'.", nameof(type));
        }
    }

    /// <summary>True for <c>service.what-happened.v1</c>.</summary>
    public static bool IsValid(string? type) => type is { Length: <= 120 } && Shape().IsMatch(type);

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+\.v[1-9][0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
