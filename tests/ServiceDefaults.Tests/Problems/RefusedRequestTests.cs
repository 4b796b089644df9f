using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace ServiceDefaults.Tests.Problems;

public sealed class RefusedRequestTests(DefaultsFixture fixture) : IClassFixture<DefaultsFixture>
{
    private const string Good = """{"machineId":"m1","value":1.5,"kind":"oil-pressure","at":"2026-01-31T12:00:00+02:00"}""";

    [Fact]
    public async Task A_good_body_is_taken_and_its_time_becomes_utc()
    {
        using var response = await PostAsync(Good);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldContain("\"2026-01-31T10:00:00+00:00\"");
        body.ShouldContain("\"oil-pressure\"");
    }

    [Theory]
    [InlineData("\"value\":1.5", "\"value\":\"1.5\"", "$.value", "must be a finite number.")]
    [InlineData("\"value\":1.5", "\"value\":\"NaN\"", "$.value", "must be a finite number.")]
    [InlineData("\"value\":1.5", "\"value\":1e999", "$.value", "must be a finite number.")]
    [InlineData("\"value\":1.5", "\"value\":null", "$.value", "must be a finite number.")]
    [InlineData("\"value\":1.5", "\"value\":1,\"noise\":1e39", "$.noise", "must be a finite number.")]
    [InlineData("\"oil-pressure\"", "\"humidity\"", "$.kind", "must be one of: oil-pressure, fan-speed.")]
    [InlineData("\"oil-pressure\"", "0", "$.kind", "must be one of: oil-pressure, fan-speed.")]
    [InlineData("\"2026-01-31T12:00:00+02:00\"", "\"yesterday\"", "$.at", "must be a date and time with an offset, such as 2026-01-31T12:00:00Z.")]
    [InlineData("\"2026-01-31T12:00:00+02:00\"", "\"2026-01-31T12:00:00\"", "$.at", "must be a date and time with an offset, such as 2026-01-31T12:00:00Z.")]
    [InlineData("\"m1\"", "7", "$.machineId", "must be text, without U+0000.")]
    [InlineData("\"m1\"", "\"m\\u0000\"", "$.machineId", "must be text, without U+0000.")]
    [InlineData("\"m1\"", "null", "$.machineId", "must not be null.")]
    [InlineData("\"value\":1.5", "\"value\":1,\"parts\":{}", "$.parts", "must be a list.")]
    [InlineData("\"value\":1.5", "\"value\":1,\"parts\":[{\"number\":1},{\"number\":1.5}]", "$.parts[1].number", "must be a whole number within its range.")]
    [InlineData("\"value\":1.5", "\"value\":1,\"parts\":[{\"number\":1,\"weight\":2}]", "$.parts[0].weight", "is not a member this endpoint knows.")]
    [InlineData("\"value\":1.5", "\"value\":1,\"parts\":[{\"note\":\"\"}]", "$.parts[0].number", "is required.")]
    [InlineData("\"value\":1.5", "\"Value\":1.5", "$.Value", "is not a member this endpoint knows.")]
    [InlineData("\"value\":1.5", "\"value\":1.5,\"value\":2", "$.value", "occurs more than once.")]
    [InlineData("\"value\":1.5,", "", "$.value", "is required.")]
    public async Task A_member_that_does_not_fit_is_named_with_what_was_expected(string part, string replacement, string path, string reason)
    {
        using var response = await PostAsync(Good.Replace(part, replacement, StringComparison.Ordinal));

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        problem.ErrorAt(path).ShouldBe(reason);
    }

    [Theory]
    [InlineData("""{"machineId":"m1","value":NaN}""", "$.value", "line 1, byte 27")]
    [InlineData("{\"machineId\":\"m1\",\n\"value\":1,}", "$", "line 2, byte 11")]
    [InlineData("{", "$", "line 1, byte 2")]
    public async Task Malformed_JSON_is_refused_with_its_place(string body, string path, string place)
    {
        using var response = await PostAsync(body);

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        problem.ErrorAt(path).ShouldBe($"is not well-formed JSON ({place}).");
    }

    [Fact]
    public async Task A_list_where_an_object_belongs_is_refused()
    {
        using var response = await PostAsync("[]");

        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ErrorAt("$").ShouldBe("must be an object.");
    }

    [Fact]
    public async Task A_missing_body_is_refused()
    {
        using var response = await PostAsync("");

        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ErrorAt("$").ShouldBe("is required.");
    }

    [Fact]
    public async Task Nesting_without_end_is_refused()
    {
        using var response = await PostAsync($$"""{"parts":{{new string('[', 5000)}}""");

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        using var client = await fixture.ClientAsync("technician");
        byte[] body = [.. "{\"machineId\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        using var response = await client.PostAsync(
            new Uri("v1/readings", UriKind.Relative),
            new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } });

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nothing_of_our_types_is_told()
    {
        using var response = await PostAsync("""{"machineId":7,"value":{},"kind":[]}""");

        var text = await response.Content.ReadAsStringAsync();
        text.ShouldNotContain("System.");
        text.ShouldNotContain(nameof(Reading));
        text.ShouldNotContain(nameof(ServiceDefaults));
    }

    [Fact]
    public async Task Another_media_type_is_415()
    {
        using var client = await fixture.ClientAsync("technician");

        using var response = await client.PostAsync(
            new Uri("v1/readings", UriKind.Relative), new StringContent(Good, Encoding.UTF8, "text/plain"));

        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_character_set_that_nobody_knows_is_415()
    {
        using var client = await fixture.ClientAsync("technician");
        using var content = new StringContent(Good);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=nonsense");

        using var response = await client.PostAsync(new Uri("v1/readings", UriKind.Relative), content);

        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("v1/numbers?limit=many", "limit")]
    [InlineData("v1/numbers", "limit")]
    public async Task A_parameter_that_cannot_be_read_is_named(string path, string name)
    {
        using var client = await fixture.ClientAsync("analyst");

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));

        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ErrorAt(name).ShouldBe("is missing or not of the right type.");
    }

    private async Task<HttpResponseMessage> PostAsync(string json)
    {
        using var client = await fixture.ClientAsync("technician");
        return await client.PostAsync(new Uri("v1/readings", UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"));
    }
}
