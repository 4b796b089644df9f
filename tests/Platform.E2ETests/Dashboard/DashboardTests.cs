using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.E2ETests.Dashboard;

/// <summary>The first page a user sees, in the browser a user has.</summary>
public sealed partial class DashboardTests(DashboardFixture dashboard) : IClassFixture<DashboardFixture>
{
    // The page writes a message's span as its system and destination.
    private static readonly string[] Spans =
    [
        "POST /v1/orders", "platform.events", "fraud.retail.order-placed.v1", "score fraud", "retail.fraud.transaction-screened.v1",
    ];

    [BrowserFact]
    public async Task Nobody_gets_in_without_the_token()
    {
        var page = await dashboard.NewPageAsync();

        await page.GotoAsync("/");
        await Expect(page).ToHaveURLAsync(LoginPage());
        await page.GotoAsync("/login?t=0123456789abcdef");
        await Expect(page).ToHaveURLAsync(LoginPage());
    }

    [BrowserFact]
    public async Task While_another_clone_holds_a_port_the_dashboard_and_every_service_move_to_the_next_block()
    {
        dashboard.Address.Port.ShouldBeGreaterThanOrEqualTo(7200);
        (dashboard.Address.Port % 100).ShouldBe(80);
        using var retail = await dashboard.ClientAsync("retail-api");
        retail.BaseAddress!.Port.ShouldBe(dashboard.Address.Port - 60);
        (await retail.GetAsync("/health")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [BrowserFact]
    public async Task Every_resource_is_healthy_named_for_what_it_is_and_linked_without_a_password()
    {
        var page = await dashboard.SignInAsync();

        foreach (var resource in dashboard.Resources)
        {
            var row = page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(resource.Name, new() { Exact = true }) });
            var isTool = resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();
            await Expect(row.First).ToContainTextAsync(isTool ? "Not started" : "Running");
        }

        await Expect(page.GetByText("Unhealthy")).ToHaveCountAsync(0);
        (await page.ContentAsync()).ShouldNotContain("setpriv");
        foreach (var link in await page.GetByRole(AriaRole.Link).AllAsync())
        {
            (await link.GetAttributeAsync("href"))?.ShouldNotContain("@");
        }

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "API" })).ToHaveCountAsync(5);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Management" })).ToHaveCountAsync(1);
        await Pictures.KeepAsync(page, "resources");
    }

    [BrowserFact]
    public async Task Secrets_are_masked_until_somebody_asks_for_them()
    {
        var page = await dashboard.SignInAsync();

        await page.GotoAsync("/?view=Parameters");
        await page.GetByText("demo-secret").First.WaitForAsync();

        var content = await page.ContentAsync();
        foreach (var secret in dashboard.Secrets)
        {
            content.ShouldNotContain(secret);
        }
    }

    [BrowserFact]
    public async Task A_token_is_had_by_a_command_and_a_choice_of_role()
    {
        var page = await dashboard.SignInAsync();

        var row = page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText("identity", new() { Exact = true }) }).First;
        await row.GetByRole(AriaRole.Button, new() { Name = "A token for one of the demo roles" }).ClickAsync();
        await page.Locator("fluent-dialog fluent-button").Filter(new() { HasText = "Get a token" }).ClickAsync();

        await Expect(page.GetByText(JsonWebToken()).First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task An_order_is_followed_through_all_its_spans()
    {
        var trace = ActivityTraceId.CreateRandom().ToString();
        using var retail = await dashboard.ClientAsync("retail-api");
        var item = new { Id = "e2e-seen", Title = "lamp", Price = 12.5m, Currency = "GBP", Available = true };
        (await retail.PutAsJsonAsync("/v1/catalogue/items", new { Items = new[] { item } })).EnsureSuccessStatusCode();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orders");
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        request.Content = JsonContent.Create(new
        {
            OrderKey = $"seen-{trace}",
            ShopperId = "e2e-seen",
            Currency = "GBP",
            Lines = new[] { new { ItemId = item.Id, Quantity = 1 } },
        });
        using var placed = await retail.SendAsync(request);
        placed.EnsureSuccessStatusCode();

        var page = await dashboard.SignInAsync();
        await page.GotoAsync($"/traces/detail/{trace}");

        // The page follows the trace as its spans come.
        foreach (var span in Spans)
        {
            await Expect(page.GetByText(span).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        }

        await Pictures.KeepAsync(page, "order-trace");
    }

    [GeneratedRegex("/login")]
    private static partial Regex LoginPage();

    [GeneratedRegex(@"^\s*eyJ[\w-]+\.[\w-]+\.[\w-]+")]
    private static partial Regex JsonWebToken();
}
