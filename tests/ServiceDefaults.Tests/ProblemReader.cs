using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ServiceDefaults.Tests;

internal static class ProblemReader
{
    /// <summary>The problem details of a refused request; fails when the answer is anything else.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        return problem;
    }

    public static string ErrorAt(this JsonElement problem, string path) =>
        problem.GetProperty("errors").TryGetProperty(path, out var errors)
            ? errors[0].GetString()!
            : throw new ShouldAssertException($"There is no error at {path} in {problem.GetRawText()}");
}
