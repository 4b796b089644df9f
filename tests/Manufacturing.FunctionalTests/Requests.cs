using System.Globalization;
using System.Text.Json.Nodes;

namespace Manufacturing.FunctionalTests;

/// <summary>Requests as clients write them.</summary>
internal static class Requests
{
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static string NewId(string prefix = "engine") => $"{prefix}-{Guid.CreateVersion7():N}";

    public static JsonObject Machine(string kind = "engine", double limit = 30, string name = "Test bench 4") => new()
    {
        ["kind"] = kind,
        ["name"] = name,
        ["limit"] = limit,
    };

    /// <summary>Readings of one machine; those of history are stored without a prediction.</summary>
    public static JsonObject Readings(IEnumerable<JsonObject> readings, bool predict = true) => new()
    {
        ["readings"] = new JsonArray([.. readings]),
        ["predict"] = predict,
    };

    /// <summary>One reading of a machine that fails after <paramref name="life"/> cycles.</summary>
    public static JsonObject Reading(string machineId, int cycle, int life = WearingEngine.Life) => new()
    {
        ["machineId"] = machineId,
        ["cycle"] = cycle,
        ["at"] = Text(FirstCycle.AddHours(cycle)),
        ["settings"] = new JsonArray(0.001, -0.0002, 100),
        ["sensors"] = new JsonArray([.. WearingEngine.Sensors(cycle, life).Select(value => (JsonNode)value)]),
    };

    /// <summary>Its cycles up to and with the last of them.</summary>
    public static IEnumerable<JsonObject> Cycles(string machineId, int from, int to, int life = WearingEngine.Life) =>
        Enumerable.Range(from, to - from + 1).Select(cycle => Reading(machineId, cycle, life));

    public static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    // The same whenever asked, so that a reading sent again is the same reading.
    private static readonly DateTimeOffset FirstCycle = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
