using System.Diagnostics.CodeAnalysis;

namespace Platform.ServiceDefaults;

/// <summary>
/// Something a caller may do. It is granted by one of the <paramref name="Scopes"/> (programs) or one of the
/// <paramref name="Roles"/> (people) in the token.
/// </summary>
/// <param name="Name">Name of the authorization policy, such as <c>fraud.score</c>; unique in a service.</param>
[SuppressMessage("Naming", "CA1711", Justification = "The word means what it always means; code access security is gone.")]
public sealed record Permission(string Name, string[] Scopes, string[] Roles);

/// <summary>All permissions of a service: the table a reviewer reads to see who may do what.</summary>
/// <param name="service">Name of the service, such as <c>fraud</c>.</param>
/// <param name="permissions">The rows of the table.</param>
public sealed class AccessTable(string service, params Permission[] permissions)
{
    public string Service { get; } = service;

    public IReadOnlyList<Permission> Permissions { get; } = permissions;
}
