using System.Diagnostics;
using Platform.LocalServers;

namespace LocalServers.Tests;

public sealed class LeftoversTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly StateFolder _state = StateFolder.Temporary();

    [Fact]
    public async Task What_stops_by_itself_is_waited_for()
    {
        using var leaving = Start("sleep 1; exit 7");
        Leftovers.Find(_state).ShouldContain(leaving.Id);

        await Leftovers.EndAsync(_state, Patience, CancellationToken.None);

        await leaving.WaitForExitAsync();
        leaving.ExitCode.ShouldBe(7, "nobody ended it");
        Leftovers.Find(_state).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_does_not_stop_is_ended()
    {
        using var stubborn = Start("trap '' TERM; echo ready; exec sleep 60");
        (await stubborn.StandardOutput.ReadLineAsync()).ShouldBe("ready");

        await Leftovers.EndAsync(_state, TimeSpan.FromSeconds(1), CancellationToken.None);

        await stubborn.WaitForExitAsync();
        stubborn.ExitCode.ShouldBe(128 + 9);
        Leftovers.Find(_state).ShouldBeEmpty();
    }

    [Fact]
    public void What_another_folder_runs_is_left_alone()
    {
        using var other = Start("sleep 60", folder: _state.Path + "-other");

        Leftovers.Find(_state).ShouldBeEmpty();

        other.Kill();
    }

    public void Dispose() => _state.Delete();

    private Process Start(string script, string? folder = null) => Process.Start(new ProcessStartInfo("sh", ["-c", script])
    {
        RedirectStandardOutput = true,
        Environment = { [Leftovers.Variable] = folder ?? _state.Path },
    })!;
}
