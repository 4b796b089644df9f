using System.Net;
using System.Net.Sockets;
using Platform.LocalServers;

namespace LocalServers.Tests;

public sealed class StateFolderTests : IDisposable
{
    private readonly StateFolder _state = StateFolder.Temporary();

    [Fact]
    public void A_secret_is_kept_and_only_its_owner_can_read_it()
    {
        var secret = _state.Secret("demo");

        secret.Length.ShouldBe(32);
        _state.Secret("demo").ShouldBe(secret);
        _state.Secret("other").ShouldNotBe(secret);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_state.Path, "secrets", "demo")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void A_private_folder_is_its_owners_alone_even_where_it_was_open_to_others()
    {
        var open = Directory.CreateDirectory(Path.Combine(_state.Path, "logs")).FullName;

        _state.PrivateFolder("logs").ShouldBe(open);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(open).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_secret_asked_for_by_many_at_once_is_one_secret()
    {
        var secrets = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _state.Secret("shared"))));

        secrets.Distinct().Count().ShouldBe(1);
        secrets[0].Length.ShouldBe(32);
    }

    [Fact]
    public void A_port_is_kept_while_it_is_free_and_replaced_when_it_is_held()
    {
        var port = _state.FreePort("server");
        _state.FreePort("server").ShouldBe(port);

        using var holder = new TcpListener(IPAddress.Loopback, port);
        holder.Start();

        _state.FreePort("server").ShouldNotBe(port);
        _state.KeptPort("server").ShouldNotBe(port);
    }

    [Fact]
    public void A_folder_is_claimed_once_at_a_time()
    {
        using (var claim = _state.TryClaim())
        {
            claim.ShouldNotBeNull();
            _state.TryClaim().ShouldBeNull();
            Leftovers.Owner(_state).ShouldBe(Environment.ProcessId);
        }

        Leftovers.Owner(_state).ShouldBeNull();

        using var next = _state.TryClaim();
        next.ShouldNotBeNull();
    }

    [Fact]
    public void Two_clones_have_two_folders()
    {
        var clones = Directory.CreateTempSubdirectory();
        foreach (var name in new[] { "one", "two" })
        {
            File.WriteAllText(Path.Combine(clones.CreateSubdirectory(name).FullName, "Platform.sln"), "");
        }

        var one = StateFolder.OfClone(Path.Combine(clones.FullName, "one"));
        var two = StateFolder.OfClone(Path.Combine(clones.FullName, "two"));
        try
        {
            one.Path.ShouldNotBe(two.Path);
            one.Path.ShouldNotStartWith(clones.FullName);
        }
        finally
        {
            one.Delete();
            two.Delete();
            clones.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_folder_outside_any_clone_is_refused_with_the_remedy()
    {
        var outside = Directory.CreateTempSubdirectory();
        try
        {
            Should.Throw<LocalServerException>(() => StateFolder.OfClone(outside.FullName)).Message.ShouldContain("PLATFORM_STATE");
        }
        finally
        {
            outside.Delete();
        }
    }

    public void Dispose() => _state.Delete();
}
