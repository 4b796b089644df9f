using System.Net;
using System.Net.Sockets;
using Platform.LocalServers;

namespace LocalServers.Tests;

public sealed class StateFolderTests : IDisposable
{
    private readonly StateFolder _state = StateFolder.Temporary();

    [Fact]
    public void A_secret_is_made_once_and_only_its_owner_can_read_it()
    {
        var secret = _state.Secret("demo");

        secret.Length.ShouldBe(32);
        StateFolder.At(_state.Path).Secret("demo").ShouldBe(secret);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_state.Path, "secrets", "demo")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void Secrets_of_other_names_differ()
    {
        _state.Secret("a").ShouldNotBe(_state.Secret("b"));
    }

    [Fact]
    public void A_port_is_kept_while_it_is_free()
    {
        var port = _state.FreePort("thing");

        _state.FreePort("thing").ShouldBe(port);
        _state.KeptPort("thing").ShouldBe(port);
    }

    [Fact]
    public void A_port_that_somebody_holds_is_given_up_for_another()
    {
        var port = _state.FreePort("thing");
        using var holder = new TcpListener(IPAddress.Loopback, port);
        holder.Start();

        _state.FreePort("thing").ShouldNotBe(port);
    }

    [Fact]
    public void Only_one_process_claims_a_folder()
    {
        using (var claim = _state.TryClaim())
        {
            claim.ShouldNotBeNull();
            _state.TryClaim().ShouldBeNull();
        }

        using var next = _state.TryClaim();
        next.ShouldNotBeNull();
    }

    public void Dispose() => _state.Delete();
}
