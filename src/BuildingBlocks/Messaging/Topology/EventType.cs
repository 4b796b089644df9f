using System.Globalization;
using System.Numerics;
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

    /// <summary>The event's name without its version: <c>service.what-happened</c>.</summary>
    public static string NameOf(string type) => type[..type.LastIndexOf(".v", StringComparison.Ordinal)];

    /// <summary>True where both are versions of one event.</summary>
    public static bool IsSameEvent(string? one, string? other) => IsValid(one) && IsValid(other) && NameOf(one!) == NameOf(other!);

    /// <summary>Checks that a programmer named an older version of the same event.</summary>
    /// <exception cref="ArgumentException">It is another event, or no older version.</exception>
    public static void RequireOlder(string older, string newer)
    {
        Require(older);
        if (!IsSameEvent(older, newer) || VersionOf(older) >= VersionOf(newer))
        {
            throw new ArgumentException($"'{older}' is no older version of '{newer}'.", nameof(older));
        }
    }

    private static BigInteger VersionOf(string type) =>
        BigInteger.Parse(type.AsSpan(NameOf(type).Length + 2), NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+\.v[1-9][0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
