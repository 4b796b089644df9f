using System.Security.Cryptography;
using System.Text;

namespace Identity;

/// <summary>A program, or for local runs a person, that may ask for tokens.</summary>
public sealed class Client(string id, string secret, IReadOnlyCollection<string> roles, IReadOnlyCollection<string> scopes)
{
    private readonly byte[] _secretHash = Hash(secret);

    public string Id { get; } = id;

    public IReadOnlyCollection<string> Roles { get; } = roles;

    /// <summary>What the client may ask for; it gets all of it when it asks for nothing.</summary>
    public IReadOnlyCollection<string> Scopes { get; } = scopes;

    /// <summary>Compares hashes in constant time, so that the answer's delay tells neither content nor length.</summary>
    public bool HasSecret(string secret) => CryptographicOperations.FixedTimeEquals(_secretHash, Hash(secret));

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
