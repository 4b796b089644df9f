using Microsoft.AspNetCore.Authorization;

namespace Platform.ServiceDefaults;

internal sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>Grants a permission to a token that carries one of its scopes or one of its roles.</summary>
internal sealed class PermissionHandler(TokenClaims claims) : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var (_, scopes, roles) = requirement.Permission;
        if (claims.Scopes(context.User).Overlaps(scopes) || claims.Roles(context.User).Overlaps(roles))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
