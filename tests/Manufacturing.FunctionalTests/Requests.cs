using System.Globalization;
using System.Net;
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

    public static JsonObject With(this JsonObject request, string member, JsonNode? value)
    {
        var changed = request.DeepClone().AsObject();
        changed[member] = value;
        return changed;
    }

    public static JsonObject Without(this JsonObject request, string member)
    {
        var changed = request.DeepClone().AsObject();
        changed.Remove(member);
        return changed;
    }

    public static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    public static async Task<JsonObject> ReadOkAsync(this HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>An RFC 9457 problem of that status; its errors name the member where one is given.</summary>
    public static async Task<JsonObject> ReadProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string? member = null)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        // The framework sends the problem of a typed Conflict or NotFound as plain JSON.
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(body)!.AsObject();
        ((int?)problem["status"]).ShouldBe((int)status, body);
        problem["title"].ShouldNotBeNull(body);
        if (member is not null)
        {
            problem["errors"].ShouldNotBeNull(body).AsObject().Select(error => error.Key)
                .ShouldContain(key => key.Contains(member, StringComparison.Ordinal), body);
        }

        return problem;
    }

    // The same whenever asked, so that a reading sent again is the same reading.
    private static readonly DateTimeOffset FirstCycle = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
