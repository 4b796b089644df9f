using System.Net;
using System.Text.Json.Nodes;

namespace Healthcare.FunctionalTests.Features.Scanners;

[Collection(HealthcareCollection.Name)]
public sealed class RegisterScannerTests(HealthcareFixture healthcare)
{
    [Fact]
    public async Task A_registered_scanner_is_listed_and_can_move()
    {
        var id = await healthcare.RegisteredScannerAsync();

        using var moved = await PutAsync(id, new JsonObject { ["location"] = "Ward 3" });

        await moved.ReadOkAsync();
        var listed = await ListedAsync(id);
        ((string?)listed["location"]).ShouldBe("Ward 3");
        listed["registeredAt"].ShouldNotBeNull();
        listed["failure"].ShouldBeNull();
    }

    [Fact]
    public async Task Registering_at_once_from_many_places_is_one_scanner()
    {
        var id = Requests.NewId("scanner");

        var responses = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => PutAsync(id, new JsonObject { ["location"] = $"Room {i}" })));

        responses.ShouldAllBe(response => response.StatusCode == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{}""", "location")]
    [InlineData("""{"location":""}""", "location")]
    [InlineData("""{"location":7}""", "location")]
    [InlineData("""{"location":"Room 1","servicedAt":"2199-01-01T00:00:00Z"}""", "servicedAt")]
    public async Task A_wrong_field_is_named_and_nothing_stored(string body, string member)
    {
        var id = Requests.NewId("scanner");

        using var response = await PutAsync(id, JsonNode.Parse(body)!.AsObject());

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
        (await healthcare.ReadAsync("/v1/scanners?limit=200")).ToJsonString().ShouldNotContain(id);
    }

    private async Task<HttpResponseMessage> PutAsync(string id, JsonObject body)
    {
        using var client = healthcare.Radiographer;
        return await client.PutAsync($"/v1/scanners/{id}", Requests.Json(body));
    }

    private async Task<JsonObject> ListedAsync(string id) =>
        (await healthcare.ReadAsync("/v1/scanners?limit=200"))["scanners"]!.AsArray()
            .Single(scanner => (string)scanner!["scannerId"]! == id)!.AsObject();
}
