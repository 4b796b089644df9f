using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace ServiceDefaults.Tests.Database;

public sealed class DatabaseGateTests(DefaultsFixture fixture) : IClassFixture<DefaultsFixture>
{
    [Theory]
    [InlineData("Apply")]
    [InlineData("Check")]
    public async Task A_service_without_its_database_lives_but_is_not_ready_and_takes_no_work(string mode)
    {
        await using var api = await TestApi.StartAsync(
            fixture.Authority.Address,
            // Nothing listens on port 1.
            new() { ["ConnectionStrings:notesdb"] = "Host=127.0.0.1;Port=1;Username=nobody;Password=none;Timeout=1", ["Database:Migrations"] = mode },
            builder => builder.AddServiceDatabase<NotesContext>("notesdb"));
        using var client = api.CreateClient(await fixture.Authority.RoleTokenAsync("operator"));

        (await client.GetAsync(new Uri("alive", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var work = await client.GetAsync(new Uri("v1/me", UriKind.Relative));
        await work.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable);
        work.Headers.RetryAfter.ShouldNotBeNull();
        using var health = await client.GetAsync(new Uri("health", UriKind.Relative));
        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await health.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("checks").GetProperty("migrations").GetProperty("status").GetString().ShouldBe("Unhealthy");
    }
}

public sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options);
