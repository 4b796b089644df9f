using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServiceDefaults.Tests.Documentation;

public sealed partial class DocumentationTests(DefaultsFixture fixture) : IClassFixture<DefaultsFixture>
{
    [Fact]
    public async Task The_front_door_leads_to_the_documentation()
    {
        using var client = fixture.Api.CreateClient();

        using var response = await client.GetAsync(new Uri("/", UriKind.Relative));

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().ShouldBe("/docs/");
    }

    [Fact]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        using var client = fixture.Api.CreateClient();

        using var response = await client.GetAsync(new Uri("docs/", UriKind.Relative));

        var page = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Addresses().Matches(page).Select(match => match.Value).ShouldBeEmpty();
        page.ShouldContain("\"withDefaultFonts\":false");
        foreach (Match script in Scripts().Matches(page))
        {
            (await client.GetAsync(new Uri(client.BaseAddress + "docs/" + script.Groups[1].Value))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task The_browser_is_told_to_load_nothing_from_elsewhere()
    {
        using var client = fixture.Api.CreateClient();

        using var response = await client.GetAsync(new Uri("docs/", UriKind.Relative));

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'self';");
        policy.ShouldNotContain("http");
        var nonce = Nonce().Match(policy).Groups[1].Value;
        (await response.Content.ReadAsStringAsync()).ShouldContain($"nonce=\"{nonce}\"");
    }

    [Fact]
    public async Task The_document_says_who_may_call()
    {
        using var client = fixture.Api.CreateClient();

        var document = await client.GetFromJsonAsync<JsonElement>("openapi/v1.json");

        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString().ShouldBe("bearer");
        var operation = document.GetProperty("paths").GetProperty("/v1/me").GetProperty("get");
        operation.GetProperty("security")[0].TryGetProperty("bearer", out _).ShouldBeTrue();
        operation.GetProperty("description").GetString()!.ShouldContain("Roles: analyst, operator.");
        operation.GetProperty("responses").TryGetProperty("403", out _).ShouldBeTrue();
    }

    [GeneratedRegex("""(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}""")]
    private static partial Regex Addresses();

    [GeneratedRegex("""<script[^>]* src="([^"]+)""")]
    private static partial Regex Scripts();

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();
}
