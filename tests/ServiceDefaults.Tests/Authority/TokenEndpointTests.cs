using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Identity;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ServiceDefaults.Tests.Authority;

public sealed class TokenEndpointTests(DefaultsFixture fixture) : IClassFixture<DefaultsFixture>
{
    private readonly TestAuthority _authority = fixture.Authority;

    public static TheoryData<string> Roles => [.. DemoRoles.All];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Every_demo_role_gets_a_token_with_that_role_alone(string role)
    {
        var token = new JsonWebToken(await _authority.RoleTokenAsync(role));

        token.Subject.ShouldBe($"demo-{role}");
        token.Claims.Where(claim => claim.Type == "role").Select(claim => claim.Value).ShouldBe([role]);
        token.Claims.ShouldNotContain(claim => claim.Type == "scope");
        token.Audiences.ShouldBe(["platform"]);
        token.Issuer.ShouldBe(_authority.Address + "/");
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_program_gets_the_scopes_it_asks_for()
    {
        var token = new JsonWebToken(await _authority.TokenAsync("till", TestAuthority.ProgramSecret, "fraud.score"));

        token.GetClaim("scope").Value.ShouldBe("fraud.score");
    }

    [Fact]
    public async Task A_program_that_asks_for_nothing_gets_all_it_may_have()
    {
        var token = new JsonWebToken(await _authority.TokenAsync(DemoClients.Simulator, TestAuthority.DemoSecret));

        token.GetClaim("scope").Value.Split(' ').ShouldBe(DemoClients.SimulatorScopes, ignoreOrder: true);
    }

    [Fact]
    public async Task The_secret_may_come_in_the_authorization_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "connect/token");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"till:{TestAuthority.ProgramSecret}")));
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);

        using var response = await _authority.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("till", TestAuthority.DemoSecret)]
    [InlineData("nobody", TestAuthority.ProgramSecret)]
    [InlineData("", "no secret has this hash")]
    public async Task A_wrong_secret_and_an_unknown_client_get_the_same_refusal(string id, string secret)
    {
        using var response = await _authority.AskAsync(id.Length == 0 ? "?" : id, secret);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var error = await response.Content.ReadFromJsonAsync<JsonElement>();
        error.GetProperty("error").GetString().ShouldBe("invalid_client");
        error.GetProperty("error_description").GetString().ShouldBe("The client id or its secret is wrong.");
    }

    [Theory]
    [InlineData("no.such.scope")]
    [InlineData("fraud.score healthcare.read")]
    public async Task A_scope_the_client_may_not_have_is_refused(string scope)
    {
        using var response = await _authority.AskAsync("till", TestAuthority.ProgramSecret, scope);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().ShouldBe("invalid_scope");
    }

    [Fact]
    public async Task Another_grant_is_refused()
    {
        using var response = await _authority.AskAsync("till", TestAuthority.ProgramSecret, grant: "password");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().ShouldBe("unsupported_grant_type");
    }

    [Fact]
    public async Task The_discovery_document_names_issuer_token_endpoint_and_keys()
    {
        var document = await _authority.Client.GetFromJsonAsync<JsonElement>(".well-known/openid-configuration");

        document.GetProperty("issuer").GetString().ShouldBe(_authority.Address + "/");
        document.GetProperty("token_endpoint").GetString().ShouldBe(_authority.Address + "/connect/token");
        var keys = await _authority.Client.GetFromJsonAsync<JsonElement>(document.GetProperty("jwks_uri").GetString());
        var key = keys.GetProperty("keys").EnumerateArray().ShouldHaveSingleItem();
        key.GetProperty("alg").GetString().ShouldBe("RS256");
        key.TryGetProperty("d", out _).ShouldBeFalse("the private part stays here");
    }

    [Fact]
    public async Task The_loopback_address_and_localhost_are_one_issuer()
    {
        using var client = new HttpClient { BaseAddress = new Uri(_authority.Address.Replace("localhost", "127.0.0.1", StringComparison.Ordinal)) };

        var document = await client.GetFromJsonAsync<JsonElement>(".well-known/openid-configuration");

        document.GetProperty("issuer").GetString().ShouldBe(_authority.Address + "/");
    }
}
