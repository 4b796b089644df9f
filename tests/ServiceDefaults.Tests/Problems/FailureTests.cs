using System.Net;
using Microsoft.Extensions.Logging;
using Platform.TestKit;

namespace ServiceDefaults.Tests.Problems;

public sealed class FailureTests(DefaultsFixture fixture) : IClassFixture<DefaultsFixture>
{
    [Fact]
    public async Task An_unexpected_error_tells_a_trace_id_and_nothing_else()
    {
        using var client = await fixture.ClientAsync("analyst");

        using var response = await client.GetAsync(new Uri("v1/failure", UriKind.Relative));

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.InternalServerError);
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        var text = problem.GetRawText();
        text.ShouldNotContain("hidden");
        text.ShouldNotContain("Exception");
        fixture.Api.Log.Entries.ShouldContain(entry => entry.Level == LogLevel.Error && entry.Category.EndsWith("ProblemExceptionHandler"));
    }

    [Fact]
    public async Task A_problem_that_an_endpoint_returns_has_the_media_type_of_problems()
    {
        using var client = await fixture.ClientAsync("analyst");

        using var response = await client.GetAsync(new Uri("v1/conflict", UriKind.Relative));

        (await response.ShouldBeProblemAsync(HttpStatusCode.Conflict)).GetProperty("detail").GetString().ShouldBe("differs");
    }

    [Fact]
    public async Task An_unknown_address_is_a_404_problem()
    {
        using var client = await fixture.ClientAsync("analyst");

        await (await client.GetAsync(new Uri("v1/nothing", UriKind.Relative))).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_method_is_a_405_problem()
    {
        using var client = await fixture.ClientAsync("analyst");

        await (await client.DeleteAsync(new Uri("v1/me", UriKind.Relative))).ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_client_that_hangs_up_is_no_error()
    {
        await using var api = await TestApi.StartAsync(fixture.Authority.Address, new() { ["Logging:LogLevel:Microsoft.AspNetCore"] = "Information" });
        using var client = api.CreateClient(await fixture.Authority.RoleTokenAsync("analyst"));
        using var patience = new CancellationTokenSource();

        bool Logged(string part) => api.Log.Entries.Any(entry => entry.Message.Contains(part, StringComparison.Ordinal));
        var call = client.GetAsync(new Uri("v1/slow", UriKind.Relative), patience.Token);
        await Eventually.TrueAsync(() => Logged("Executing endpoint"), "the request is being served");
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Eventually.TrueAsync(() => Logged(" 499 "), "the request is over");
        api.Log.Entries.Where(entry => entry.Level >= LogLevel.Warning).ShouldBeEmpty();
    }
}
