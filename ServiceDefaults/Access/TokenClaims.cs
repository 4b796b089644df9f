using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace Platform.ServiceDefaults;

/// <summary>Reads roles and scopes from a token, under whatever claim names the authority uses for them.</summary>
internal sealed class TokenClaims(IOptions<IdentityOptions> options)
{
    public const string Subject = "sub";

    private readonly IdentityOptions _options = options.Value;

    public HashSet<string> Roles(ClaimsPrincipal principal) => Values(principal, _options.RoleClaims);

    public HashSet<string> Scopes(ClaimsPrincipal principal) => Values(principal, _options.ScopeClaims);

    // A claim may come several times, or once with its values separated by spaces (RFC 8693, section 4.2).
    private static HashSet<string> Values(ClaimsPrincipal principal, string[] types) =>
        principal.Identity?.IsAuthenticated == true
            ? principal.Claims
                .Where(claim => types.Contains(claim.Type, StringComparer.Ordinal))
                .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .ToHashSet(StringComparer.Ordinal)
            : [];
}
