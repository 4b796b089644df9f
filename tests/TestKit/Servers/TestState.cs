using System.Diagnostics;
using Platform.LocalServers;

namespace Platform.TestKit;

/// <summary>Server data of one test run: claimed while the run lives, so that a later run can tell what an aborted one left.</summary>
internal sealed class TestState : IDisposable
{
    private static readonly TimeSpan SurelyClaimed = TimeSpan.FromMinutes(2);

    private readonly IDisposable _claim;

    private TestState(StateFolder folder, IDisposable claim)
    {
        Folder = folder;
        _claim = claim;
    }

    public StateFolder Folder { get; }

    public static TestState Claim()
    {
        var folder = StateFolder.Temporary();
        var claim = folder.TryClaim() ?? throw new InvalidOperationException($"{folder.Path} is claimed already.");
        DeleteAbandoned(Path.GetDirectoryName(folder.Path)!);
        return new TestState(folder, claim);
    }

    /// <summary>Deletes the data when this process and its servers are gone.</summary>
    public void DeleteLater()
    {
        if (OperatingSystem.IsLinux())
        {
            Process.Start("setsid", ["--", "/bin/sh", "-c", "sleep 3; rm -rf -- \"$0\"", Folder.Path])?.Dispose();
        }
    }

    public void Dispose()
    {
        _claim.Dispose();
        Folder.Delete();
    }

    private static void DeleteAbandoned(string parent)
    {
        var before = TimeProvider.System.GetUtcNow().UtcDateTime - SurelyClaimed;
        foreach (var path in Directory.GetDirectories(parent, "test-*").Where(path => Directory.GetLastWriteTimeUtc(path) < before))
        {
            var folder = StateFolder.At(path);
            using var claim = folder.TryClaim();
            if (claim is not null && Leftovers.Find(folder).Count == 0)
            {
                folder.Delete();
            }
        }
    }
}
