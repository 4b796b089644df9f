using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Identity;

/// <summary>The authority: OpenIddict without a store, since its clients come from configuration and its tokens are never looked up.</summary>
public static class AuthorityExtensions
{
    public static WebApplicationBuilder AddAuthority(this WebApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Services.AddOptions<AuthorityOptions>()
            .BindConfiguration(AuthorityOptions.Section)
            .PostConfigure(authority => authority.AllowHttp ??= isDevelopment)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ClientRegistry>();

        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetTokenEndpointUris("connect/token").AllowClientCredentialsFlow();
            // Services read the token themselves, so it is signed and not encrypted; OpenIddict only insists on a key.
            server.DisableAccessTokenEncryption();
            server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
            server.EnableDegradedMode();
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<ClientCredentialsValidation>());
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseSingletonHandler<ClientCredentialsGrant>());
            server.UseAspNetCore();
        });
        builder.Services.AddOptions<OpenIddictServerOptions>()
            .Configure<IOptions<AuthorityOptions>, ClientRegistry>(ConfigureServer);
        builder.Services.AddOptions<OpenIddictServerAspNetCoreOptions>().Configure<IOptions<AuthorityOptions>>(
            (host, authority) => host.DisableTransportSecurityRequirement = authority.Value.AllowHttp == true);
        return builder;
    }

    public static WebApplication UseAuthority(this WebApplication app)
    {
        // Wrong configuration ends the start, not the first request.
        _ = app.Services.GetRequiredService<IOptions<OpenIddictServerOptions>>().Value;

        // Tokens are handed out by the authentication step; the limit must come before it, to slow the guessing of secrets.
        app.UseRateLimiter();
        app.Use((context, next) =>
        {
            // 127.0.0.1 and localhost are one authority: a token fetched by one name is good where the other is configured.
            if (IPAddress.TryParse(context.Request.Host.Host, out var address) && IPAddress.IsLoopback(address))
            {
                context.Request.Host = new HostString("localhost", context.Request.Host.Port ?? 80);
            }

            return next(context);
        });
        return app;
    }

    private static void ConfigureServer(OpenIddictServerOptions server, IOptions<AuthorityOptions> options, ClientRegistry clients)
    {
        var authority = options.Value;
        server.AccessTokenLifetime = authority.TokenLifetime;
        server.Issuer = authority.Issuer is null ? null : new Uri(authority.Issuer);
        server.Scopes.UnionWith(clients.Scopes);
        server.SigningCredentials.Add(new SigningCredentials(SigningKey.LoadOrCreate(authority.KeyFile), SecurityAlgorithms.RsaSha256));
    }
}
