using System.Net;
using Platform.TestKit;

namespace ServiceDefaults.Tests.Access;

public sealed class AuthorityOutageTests
{
    private static readonly Uri Me = new("v1/me", UriKind.Relative);

    [Fact]
    public async Task A_service_starts_without_its_authority_and_works_once_it_is_there()
    {
        var authority = await TestAuthority.StartAsync();
        var (address, port, token) = (authority.Address, authority.Client.BaseAddress!.Port, await authority.RoleTokenAsync("analyst"));
        var folder = await authority.StopAsync();
        await using var api = await TestApi.StartAsync(address);
        using var client = api.CreateClient(token);

        using var during = await client.GetAsync(Me);
        var alive = await client.GetAsync(new Uri("alive", UriKind.Relative));
        await using var successor = await TestAuthority.StartAsync(port, folder);
        using var after = await client.GetAsync(Me);

        await during.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable);
        during.Headers.RetryAfter.ShouldNotBeNull();
        alive.StatusCode.ShouldBe(HttpStatusCode.OK);
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_learns_the_new_key_of_a_restarted_authority()
    {
        var first = await TestAuthority.StartAsync();
        var (address, port) = (first.Address, first.Client.BaseAddress!.Port);
        await using var api = await TestApi.StartAsync(address, new() { ["Identity:RefreshInterval"] = "00:00:01" });
        using var before = api.CreateClient(await first.RoleTokenAsync("analyst"));
        (await before.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await first.DisposeAsync();
        await using var second = await TestAuthority.StartAsync(port);
        using var after = api.CreateClient(await second.RoleTokenAsync("analyst"));

        // The first token with the unknown key only starts the fetch.
        await Eventually.TrueAsync(async () => (await after.GetAsync(Me)).StatusCode == HttpStatusCode.OK, "the new key is known");
    }
}
