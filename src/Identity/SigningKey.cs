using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Identity;

/// <summary>The RSA key that signs tokens, kept in a file so that tokens outlive a restart.</summary>
public static class SigningKey
{
    private const int Bits = 2048;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or makes one where the file does not exist; without a path, a key for this process only.</summary>
    public static RsaSecurityKey LoadOrCreate(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return Named(RSA.Create(Bits));
        }

        if (!File.Exists(path))
        {
            Create(path);
        }

        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            rsa.Dispose();
            throw new InvalidOperationException("Identity:KeyFile is not a PEM file with an RSA private key.", exception);
        }

        return Named(rsa);
    }

    // The name follows from the key, so that services notice a new key by its new name.
    private static RsaSecurityKey Named(RSA rsa) =>
        new(rsa) { KeyId = Base64UrlEncoder.Encode(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo())) };

    // Written beside and renamed: never half a key, and never a moment when others may read it.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var rsa = RSA.Create(Bits);
        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(rsa.ExportPkcs8PrivateKeyPem());
        }

        File.Move(draft, path, overwrite: false);
    }
}
