using Platform.Cli.Testing;
using Platform.LocalServers;

namespace Cli.Tests.Testing;

public sealed class TestFolderTests
{
    [Fact]
    public async Task What_tests_leave_in_their_temporary_and_state_folders_goes_with_the_run()
    {
        var folder = new TestFolder();
        var root = Path.GetDirectoryName(folder.Results)!;
        foreach (var place in folder.Environment.Values)
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(place, "test-left")).FullName, "data"), "1");
        }

        folder.Environment.Keys.ShouldContain(StateFolder.TemporaryVariable);
        await folder.DisposeAsync();

        Directory.Exists(root).ShouldBeFalse();
    }
}
