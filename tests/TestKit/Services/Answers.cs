using System.Net;
using System.Text.Json.Nodes;
using Shouldly;

namespace Platform.TestKit;

/// <summary>Answers of a service, as clients read them.</summary>
public static class Answers
{
    /// <summary>The object in a 200.</summary>
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
}
