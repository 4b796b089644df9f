using Identity;

namespace ServiceDefaults.Tests.Authority;

public sealed class SigningKeyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("signing-key-");

    [Fact]
    public void The_key_outlives_a_restart()
    {
        var path = Path.Combine(_folder.FullName, "made", "key.pem");

        SigningKey.LoadOrCreate(path).KeyId.ShouldBe(SigningKey.LoadOrCreate(path).KeyId);
    }

    [Fact]
    public void Without_a_file_every_start_has_its_own_key()
    {
        SigningKey.LoadOrCreate(null).KeyId.ShouldNotBe(SigningKey.LoadOrCreate(null).KeyId);
    }

    [Fact]
    public void Nobody_else_may_read_the_file()
    {
        var path = Path.Combine(_folder.FullName, "key.pem");

        SigningKey.LoadOrCreate(path);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void A_file_that_holds_no_key_is_refused_and_kept()
    {
        var path = Path.Combine(_folder.FullName, "key.pem");
        File.WriteAllText(path, "not a key");

        Should.Throw<InvalidOperationException>(() => SigningKey.LoadOrCreate(path)).Message.ShouldContain("Identity:KeyFile");
        File.ReadAllText(path).ShouldBe("not a key");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
