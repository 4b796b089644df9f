using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Identity;

/// <summary>Decides whether a token request is granted: who asks, and for what.</summary>
public sealed class ClientCredentialsValidation(ClientRegistry clients, ILogger<ClientCredentialsValidation> logger)
    : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (clients.Authenticate(context.ClientId, context.ClientSecret) is not { } client)
        {
            IdentityLog.ClientRefused(logger);
            // One answer for an unknown client and for a wrong secret: neither tells which clients exist.
            context.Reject(Errors.InvalidClient, "The client id or its secret is wrong.");
        }
        else if (context.Request.GetScopes().Except(client.Scopes).ToList() is { Count: > 0 } excess)
        {
            IdentityLog.ScopeRefused(logger, client.Id);
            context.Reject(Errors.InvalidScope, $"The client may not have: {string.Join(' ', excess)}");
        }

        return ValueTask.CompletedTask;
    }
}
