using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Platform.TestKit;

namespace AspireFallback.Tests;

public sealed class StoppingTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public async Task What_waited_for_another_stops_before_it()
    {
        await using var application = new TestApplication();
        var first = AddNoting(application, "first");
        var second = AddNoting(application, "second").WaitFor(first);
        AddNoting(application, "third").WaitFor(second);
        await application.StartAsync();
        await application.WaitForAsync("third", KnownResourceStates.Running);
        await Eventually.TrueAsync(() => Lines().Count(line => line.StartsWith("up", StringComparison.Ordinal)) == 3, "all three run");

        await application.Application.StopAsync();

        Lines().Where(line => line.StartsWith("down", StringComparison.Ordinal)).ShouldBe(["down third", "down second", "down first"]);
    }

    [Fact]
    public async Task A_child_that_does_not_leave_is_killed_with_its_own_children()
    {
        var clock = new FakeTimeProvider();
        await using var application = new TestApplication(clock);
        application.Builder.AddExecutable(
            "stubborn", "sh", ".", "-c", $"trap '' TERM; sleep 1000 & echo $! > {_file}; while :; do sleep 0.1; done");
        await application.StartAsync();
        await Eventually.TrueAsync(() => Lines().Length == 1, "the grandchild's id");
        var grandchild = int.Parse(Lines()[0], CultureInfo.InvariantCulture);

        var stopping = application.Application.StopAsync();
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return stopping.IsCompleted;
            },
            "the application stops");

        await application.LogsAsync("stubborn did not stop within 20 s and was killed");
        await Eventually.TrueAsync(() => !Processes.IsRunning(grandchild), "the grandchild is gone");
    }

    public void Dispose() => File.Delete(_file);

    private IResourceBuilder<ExecutableResource> AddNoting(TestApplication application, string name) =>
        application.Builder.AddExecutable(
            name, "sh", ".", "-c", $"trap 'echo down {name} >> {_file}; exit 0' TERM; echo up {name} >> {_file}; while :; do sleep 0.05; done");

    private string[] Lines() => File.Exists(_file) ? File.ReadAllLines(_file) : [];
}
