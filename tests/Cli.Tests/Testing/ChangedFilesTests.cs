using Platform.Cli;
using Platform.Cli.Running;
using Platform.Cli.Testing;

namespace Cli.Tests.Testing;

public sealed class ChangedFilesTests : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory();

    [Fact]
    public async Task What_the_branch_committed_what_it_did_not_and_what_is_new_counts()
    {
        await GitAsync("checkout", "-q", "-b", "work");
        Write("committed.cs", "2");
        await CommitAsync();
        Write("staged.cs", "2");
        await GitAsync("add", "staged.cs");
        Write("edited.cs", "2");
        Write("nëw file.cs", "1");
        Write("ignored.log", "1");
        File.Move(Path.Combine(_root.FullName, "moved.cs"), Path.Combine(_root.FullName, "there.cs"));

        var changed = await ChangedFiles.FindAsync(new Clone(_root.FullName), CancellationToken.None);

        changed.ShouldBe(["committed.cs", "edited.cs", "moved.cs", "nëw file.cs", "staged.cs", "there.cs"]);
    }

    [Fact]
    public async Task What_main_has_won_since_is_not_the_branchs_change()
    {
        await GitAsync("checkout", "-q", "-b", "work");
        await GitAsync("checkout", "-q", "main");
        Write("edited.cs", "2");
        await CommitAsync();
        await GitAsync("checkout", "-q", "work");

        (await ChangedFiles.FindAsync(new Clone(_root.FullName), CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clone_without_main_is_told_to_name_what_to_test()
    {
        await GitAsync("branch", "-q", "-m", "main", "trunk");

        var refusal = await Should.ThrowAsync<CommandFailedException>(
            ChangedFiles.FindAsync(new Clone(_root.FullName), CancellationToken.None));

        refusal.Message.ShouldContain("origin/main or main");
    }

    public async Task InitializeAsync()
    {
        await GitAsync("init", "-q", "-b", "main");
        Write(".gitignore", "*.log");
        foreach (var file in new[] { "committed.cs", "staged.cs", "edited.cs", "moved.cs" })
        {
            Write(file, "1");
        }

        await CommitAsync();
    }

    public Task DisposeAsync()
    {
        _root.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_root.FullName, name), text);

    private async Task CommitAsync()
    {
        await GitAsync("add", "-A");
        await GitAsync("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "Change");
    }

    private async Task GitAsync(params string[] arguments)
    {
        var (exitCode, output) = await ChildProcess.CaptureAsync("git", arguments, _root.FullName);
        exitCode.ShouldBe(0, output);
    }
}
