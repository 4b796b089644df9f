using System.Security.Claims;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Identity;

/// <summary>Makes the content of a token: subject, roles, scopes and audience.</summary>
public sealed class ClientCredentialsGrant(ClientRegistry clients, IOptions<AuthorityOptions> options, ILogger<ClientCredentialsGrant> logger)
    : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var client = clients[context.Request.ClientId!];
        var asked = context.Request.GetScopes();

        var identity = new ClaimsIdentity("client-credentials", Claims.Subject, Claims.Role);
        identity.SetClaim(Claims.Subject, client.Id);
        identity.SetClaims(Claims.Role, [.. client.Roles]);
        identity.SetScopes(asked.IsEmpty ? client.Scopes : asked);
        identity.SetResources(options.Value.Audience);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
        IdentityLog.TokenGranted(logger, client.Id);
        return ValueTask.CompletedTask;
    }
}
