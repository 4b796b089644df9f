using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Platform.TestKit;

/// <summary>An authority without a server: the service under test trusts this key, and fetches no metadata.</summary>
public static class TestTokens
{
    private const string Issuer = "https://identity.test";
    private const string Audience = "platform";

    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "test" };
    private static readonly SigningCredentials Credentials = new(Key, SecurityAlgorithms.RsaSha256);

    /// <summary>A token for a person (roles) or a program (scopes), valid at whatever time a test's clock shows.</summary>
    public static string Create(string subject, IEnumerable<string> roles, IEnumerable<string> scopes) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            NotBefore = DateTime.UnixEpoch,
            Expires = DateTime.UnixEpoch.AddYears(130),
            SigningCredentials = Credentials,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = subject,
                ["role"] = roles.ToArray(),
                ["scope"] = string.Join(' ', scopes),
            },
        });

    /// <summary>Has the service under test believe these tokens.</summary>
    public static void Trust(IServiceCollection services) =>
        services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
        {
            options.Configuration = new OpenIdConnectConfiguration { Issuer = Issuer };
            options.Configuration.SigningKeys.Add(Key);
        });
}
