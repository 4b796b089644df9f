using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults;

namespace ServiceDefaults.Tests.Access;

public sealed class AccessTests(DefaultsFixture fixture) : IClassFixture<DefaultsFixture>
{
    private static readonly Uri Me = new("v1/me", UriKind.Relative);

    [Fact]
    public async Task A_role_in_the_table_is_admitted_under_its_subject()
    {
        using var client = await fixture.ClientAsync("analyst");

        (await client.GetStringAsync(Me)).ShouldBe("demo-analyst");
    }

    [Fact]
    public async Task A_program_with_one_of_the_scopes_is_admitted()
    {
        using var client = fixture.Api.CreateClient(await fixture.Authority.TokenAsync("till", TestAuthority.ProgramSecret, "fraud.score"));

        (await client.GetStringAsync(Me)).ShouldBe("till");
    }

    [Fact]
    public async Task A_program_without_the_scope_is_forbidden()
    {
        using var client = fixture.Api.CreateClient(await fixture.Authority.TokenAsync("till", TestAuthority.ProgramSecret, "fraud.read"));

        await (await client.GetAsync(Me)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_role_is_forbidden()
    {
        using var client = await fixture.ClientAsync("shopper");

        await (await client.GetAsync(Me)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("v1/me")]
    [InlineData("v1/unlisted")]
    public async Task The_anonymous_are_asked_for_a_token(string path)
    {
        using var client = fixture.Api.CreateClient();

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));

        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Fact]
    public async Task An_endpoint_that_names_no_permission_still_takes_any_token()
    {
        using var client = await fixture.ClientAsync("shopper");

        (await client.GetAsync(new Uri("v1/unlisted", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public static TheoryData<string, Action<SecurityTokenDescriptor>> BadTokens => new()
    {
        { "expired", token => token.Expires = token.IssuedAt!.Value.AddHours(1) },
        { "not yet valid", token => (token.NotBefore, token.Expires) = (token.Expires, token.Expires!.Value.AddHours(1)) },
        { "meant for others", token => token.Audience = "another-platform" },
        { "from another issuer", token => token.Issuer = "http://elsewhere/" },
        { "unsigned", token => token.SigningCredentials = null },
        {
            "signed by a shared secret",
            token => token.SigningCredentials = new(new SymmetricSecurityKey(new byte[64]), SecurityAlgorithms.HmacSha256)
        },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_token_is_refused_when(string reason, Action<SecurityTokenDescriptor> change)
    {
        using var client = fixture.Api.CreateClient(fixture.Authority.Sign(change));

        using var response = await client.GetAsync(Me);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, reason);
    }

    [Fact]
    public async Task A_token_signed_by_a_stranger_is_refused()
    {
        using var rsa = RSA.Create(2048);
        using var client = fixture.Api.CreateClient(fixture.Authority.Sign(_ => { }, new RsaSecurityKey(rsa)));

        (await client.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("role", "analyst")]
    [InlineData("roles", "analyst")]
    [InlineData("scp", "other fraud.score")]
    [InlineData("scope", "other test.read")]
    public async Task Claims_of_other_authorities_grant_the_same(string claim, string value)
    {
        using var client = fixture.Api.CreateClient(fixture.Authority.Sign(token =>
            token.Claims = new Dictionary<string, object> { ["sub"] = "someone", [claim] = value }));

        (await client.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Claim_names_are_a_matter_of_configuration()
    {
        await using var api = await TestApi.StartAsync(fixture.Authority.Address, new() { ["Identity:RoleClaims:0"] = "groups" });
        using var client = api.CreateClient(fixture.Authority.Sign(token =>
            token.Claims = new Dictionary<string, object> { ["sub"] = "someone", ["groups"] = new[] { "staff", "analyst" } }));
        using var usual = api.CreateClient(await fixture.Authority.RoleTokenAsync("analyst"));

        (await client.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await usual.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_role_grants_nothing_as_a_scope()
    {
        using var client = fixture.Api.CreateClient(fixture.Authority.Sign(token =>
            token.Claims = new Dictionary<string, object> { ["sub"] = "someone", ["scope"] = "analyst" }));

        (await client.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_plain_http_authority_is_refused_at_the_start_in_production()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.AddServiceDefaults();
        await using var app = builder.Build();

        var failure = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => app.StartAsync());

        failure.Message.ShouldContain("Identity:AllowHttp");
    }
}
