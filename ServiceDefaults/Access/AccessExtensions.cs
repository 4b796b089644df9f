using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults;

/// <summary>Permissions of a service as authorization policies.</summary>
public static class AccessExtensions
{
    /// <summary>Registers a policy for each permission of the table.</summary>
    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder, AccessTable table)
    {
        builder.Services.AddSingleton(table);
        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var permission in table.Permissions)
        {
            authorization.AddPolicy(permission.Name, policy => policy
                .RequireAuthenticatedUser()
                .AddRequirements(new PermissionRequirement(permission)));
        }

        return builder;
    }

    /// <summary>Admits only callers whose token grants the permission: 401 without a token, 403 with one that does not.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, Permission permission)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(permission.Name).WithMetadata(permission);

    /// <summary>The <c>sub</c> of the token: who calls. Empty for the anonymous.</summary>
    public static string SubjectId(this ClaimsPrincipal principal) => principal.FindFirstValue(TokenClaims.Subject) ?? "";
}
