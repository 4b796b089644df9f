using Platform.Cli.Running;
using Platform.LocalServers;

namespace Platform.Cli.Testing;

/// <summary>
/// Everything that a test run writes beside its servers' data: results, what tests put into temporary folders, and the data of
/// servers they start themselves. It goes with the run, also when that is broken off and a test cannot clean up.
/// </summary>
internal sealed class TestFolder : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StateFolder _root = StateFolder.Temporary();

    public TestFolder()
    {
        Directory.CreateDirectory(Results);
        Directory.CreateDirectory(Temporary);
        if (!OperatingSystem.IsWindows())
        {
            // As /tmp: servers that run as users of their own may write here too.
            const UnixFileMode Everybody = (UnixFileMode)0b001_111_111_111;
            File.SetUnixFileMode(Temporary, Everybody);
        }
    }

    public string Results => PathOf("results");

    /// <summary>Path of something in it.</summary>
    public string PathOf(string name) => Path.Combine(_root.Path, name);

    /// <summary>Has tests write into it.</summary>
    public Dictionary<string, string> Environment => new()
    {
        [StateFolder.TemporaryVariable] = PathOf("state"),
        [OperatingSystem.IsWindows() ? "TEMP" : "TMPDIR"] = Temporary,
    };

    private string Temporary => PathOf("tmp");

    public async ValueTask DisposeAsync()
    {
        foreach (var path in Directory.Exists(PathOf("state")) ? Directory.GetDirectories(PathOf("state")) : [])
        {
            await Leftovers.StopAsync(StateFolder.At(path), Patience, CancellationToken.None);
        }

        // Whoever was broken off may still be writing its last words.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _root.Delete();
                return;
            }
            catch (IOException) when (attempt < 20)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
            }
            catch (IOException failure)
            {
                Notice.Write($"{_root.Path} could not be deleted ({failure.Message}); delete it when nothing uses it any more.");
                return;
            }
        }
    }
}
