using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Platform.ServiceDefaults;

internal static class AuthenticationExtensions
{
    private const string Backchannel = "identity-backchannel";

    public static void AddTokenAuthentication(this WebApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Services.AddOptions<IdentityOptions>()
            .BindConfiguration(IdentityOptions.Section)
            .PostConfigure(identity => identity.AllowHttp ??= isDevelopment)
            .ValidateDataAnnotations()
            .Validate(
                identity => identity.AllowHttp == true || identity.Authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase),
                "Identity:Authority must use https, or Identity:AllowHttp must be true (the default in the Development environment only).")
            .ValidateOnStart();
        builder.Services.AddSingleton<TokenClaims>();
        builder.Services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        builder.AddBackchannel();

        // Authentication brings data protection along, which would warn at each start about keys that nothing here uses.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<IdentityOptions>, IHttpClientFactory, TimeProvider>(ConfigureBearer);
        // Whatever names no permission still needs a token.
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>The client that fetches the authority's metadata: by service discovery, but failing at once instead of retrying, since a request waits for it.</summary>
    private static void AddBackchannel(this WebApplicationBuilder builder)
    {
        var client = builder.Services.AddHttpClient(Backchannel, http => http.Timeout = TimeSpan.FromSeconds(5));
#pragma warning disable EXTEXP0001 // The only way to leave out a default handler; in preview since 8.10.
        client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        // The client lives as long as the service: addresses are looked up again now and then.
        client.UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2));
    }

    private static void ConfigureBearer(
        JwtBearerOptions bearer, IOptions<IdentityOptions> options, IHttpClientFactory clients, TimeProvider time)
    {
        var identity = options.Value;
        bearer.Authority = identity.Authority;
        bearer.RequireHttpsMetadata = identity.AllowHttp != true;
        bearer.Backchannel = clients.CreateClient(Backchannel);
        bearer.RefreshInterval = identity.RefreshInterval;
        bearer.MapInboundClaims = false;
        bearer.TimeProvider = time;
        bearer.Events = AuthorityOutage.Events;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = identity.Audience,
            ClockSkew = identity.ClockSkew,
            NameClaimType = TokenClaims.Subject,
            RoleClaimType = identity.RoleClaims.FirstOrDefault() ?? "role",
            // Signatures by public keys only: a shared secret or "none" never verifies a token here.
            ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
        };
    }
}
