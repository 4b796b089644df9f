using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Manufacturing.FunctionalTests.Features.RecordReadings;

[Collection(ManufacturingCollection.Name)]
public sealed class RecordReadingsRefusalTests(ManufacturingFixture manufacturing)
{
    public static TheoryData<string, string> WrongValues => new()
    {
        { "machineId", "\"\"" },
        { "machineId", "\"has space\"" },
        { "machineId", $"\"{new string('x', 65)}\"" },
        { "machineId", "\"zero\\u0000\"" },
        { "machineId", "null" },
        { "machineId", "17" },
        { "cycle", "0" },
        { "cycle", "-1" },
        { "cycle", "1000001" },
        { "cycle", "1.5" },
        { "cycle", "99999999999" },
        { "cycle", "\"2\"" },
        { "cycle", "null" },
        { "at", "\"yesterday\"" },
        { "at", "\"1999-12-31T23:59:59Z\"" },
        { "at", "\"2199-01-01T00:00:00Z\"" },
        { "at", "1" },
        { "settings", "[0, 0]" },
        { "settings", "[0, 0, 0, 0]" },
        { "settings", "[0, 0, 1e300]" },
        { "settings", "null" },
        { "sensors", "[]" },
        { "sensors", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]" },
        { "sensors", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22]" },
        { "sensors", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,-1000001]" },
        { "sensors", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,null]" },
        { "sensors", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,\"21\"]" },
        { "sensors", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,\"NaN\"]" },
        { "sensors", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,1e999]" },
        { "sensors", "\"many\"" },
        { "sensors", "null" },
        { "colour", "1" },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public async Task A_wrong_value_is_named_and_nothing_stored(string member, string value)
    {
        var id = await manufacturing.RegisteredAsync();
        var wrong = Requests.Reading(id, 2).Without(member).ToJsonString();

        using var response = await PostAsync($"{{\"readings\":[{Requests.Reading(id, 1).ToJsonString()},{wrong[..^1]},\"{member}\":{value}}}]}}");

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
        problem["errors"]!.AsObject().ShouldContain(error => error.Key.Contains("[1]", StringComparison.Ordinal));
        await NothingIsStoredAsync(id);
    }

    [Theory]
    [InlineData("machineId")]
    [InlineData("cycle")]
    [InlineData("at")]
    [InlineData("settings")]
    [InlineData("sensors")]
    public async Task A_missing_member_is_refused_and_nothing_stored(string member)
    {
        var id = await manufacturing.RegisteredAsync();

        using var response = await PostAsync(Requests.Readings([Requests.Reading(id, 1), Requests.Reading(id, 2).Without(member)]));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
        await NothingIsStoredAsync(id);
    }

    [Fact]
    public async Task A_cycle_twice_in_one_request_is_refused()
    {
        var id = await manufacturing.RegisteredAsync();

        using var response = await PostAsync(Requests.Readings([Requests.Reading(id, 1), Requests.Reading(id, 2), Requests.Reading(id, 1)]));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "readings[2].cycle");
        await NothingIsStoredAsync(id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"readings\":null}")]
    [InlineData("{\"readings\":[]}")]
    [InlineData("{\"readings\":[null]}")]
    [InlineData("{\"readings\":{}}")]
    [InlineData("{\"readings\":[NaN]}")]
    public async Task What_holds_no_readings_is_refused(string body)
    {
        using var response = await PostAsync(body);

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_thousand_are_taken_and_one_more_is_not()
    {
        var id = await manufacturing.RegisteredAsync();

        using var tooMany = await PostAsync(Requests.Readings(Requests.Cycles(id, 1, 1_001, life: 2_000)));
        await tooMany.ReadProblemAsync(HttpStatusCode.BadRequest, "readings");
        await NothingIsStoredAsync(id);
        var taken = await manufacturing.RecordAsync(Requests.Readings(Requests.Cycles(id, 1, 1_000, life: 2_000)));

        ((int)taken["recorded"]!).ShouldBe(1_000);
        ((int)taken["predictions"]![0]!["cycle"]!).ShouldBe(1_000);
    }

    [Fact]
    public async Task Four_minutes_ahead_is_a_difference_of_clocks_and_six_are_the_future()
    {
        var id = await manufacturing.RegisteredAsync();
        await manufacturing.RecordAsync(Requests.Readings([Requests.Reading(id, 1).With("at", Requests.Text(Requests.Now.AddMinutes(4)))]));

        using var response = await PostAsync(Requests.Readings([Requests.Reading(id, 2).With("at", Requests.Text(Requests.Now.AddMinutes(6)))]));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "at");
    }

    // What a server does with the limit is tested in ServiceDefaults.Tests; the test server here has none.
    [Fact]
    public void The_largest_request_fits_the_body_limit_and_not_much_more()
    {
        var longest = Requests.Reading(new string('x', 64), 1_000_000)
            .With("settings", Channels(3)).With("sensors", Channels(21)).With("at", Requests.Text(DateTimeOffset.MaxValue));
        var request = Requests.Readings(Enumerable.Range(0, 1_000).Select(_ => longest.DeepClone().AsObject())).ToJsonString();

        var limit = manufacturing.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Single(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == "RecordReadings")
            .Metadata.GetRequiredMetadata<IRequestSizeLimitMetadata>().MaxRequestBodySize.ShouldNotBeNull();

        limit.ShouldBeInRange(request.Length, 2 * request.Length);

        static JsonArray Channels(int count) => [.. Enumerable.Repeat(-123456.78901234567, count).Select(value => (JsonNode)value)];
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        using var response = await PostAsync(Requests.Readings([Requests.Reading(Requests.NewId(), 1)]).ToJsonString(), "text/plain");

        await response.ReadProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    private Task<HttpResponseMessage> PostAsync(JsonObject request) => PostAsync(request.ToJsonString());

    private async Task<HttpResponseMessage> PostAsync(string body, string mediaType = "application/json")
    {
        using var client = manufacturing.Technician;
        return await client.PostAsync("/v1/readings", new StringContent(body, Encoding.UTF8, mediaType));
    }

    private async Task NothingIsStoredAsync(string id)
    {
        (await manufacturing.InDatabaseAsync(database => database.Readings.CountAsync(reading => reading.MachineId == id))).ShouldBe(0);
        (await manufacturing.InDatabaseAsync(database => database.Predictions.CountAsync(prediction => prediction.MachineId == id))).ShouldBe(0);
        (await manufacturing.GetAsync(id))["latestCycle"].ShouldBeNull();
    }
}
