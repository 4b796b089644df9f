using Microsoft.Extensions.Time.Testing;
using Platform.Cli.Running;

namespace Cli.Tests.Running;

public sealed class OrchestratorNotesTests
{
    // Recorded from an AppHost on the fallback, its output redirected.
    private const string Recorded = """
        info: Microsoft.Hosting.Lifetime[0]
              Application started. Press Ctrl+C to shut down.
        info: Aspire.Hosting.Running.Orchestrator[1]
              broken started (process 23648) 
        broken    | the disk is full
        broken    | fail: Aspire.Hosting.Running.Orchestrator[2]
        info: Aspire.Hosting.Running.Orchestrator[10]
              brief ended by itself with code 0
        warn: Aspire.Hosting.Running.Orchestrator[3]
              Waiting for gate (needed by guest): it runs, but is not healthy: it is shut
        warn: Aspire.Hosting.Running.Orchestrator[3]
              Waiting for broken (needed by dependent): it runs, but is not healthy: it is shut
        fail: Aspire.Hosting.Running.Orchestrator[10]
              broken ended by itself with code 3; it is not restarted. Correct what its last lines say, then start the AppHost again:
                the disk is full
                fail: Aspire.Hosting.Running.Orchestrator[2]
        fail: Aspire.Hosting.Running.Orchestrator[2]
              dependent cannot start: broken will not become healthy: it ended with code 3
        warn: Aspire.Hosting.Running.Orchestrator[3]
              Waiting for gate (needed by guest): it runs, but is not healthy: it is shut
        info: Microsoft.Hosting.Lifetime[0]
              Application is shutting down...
        """;

    private readonly FakeTimeProvider _time = new();
    private readonly OrchestratorNotes _notes;

    public OrchestratorNotesTests() => _notes = new(_time);

    [Fact]
    public void Waits_and_failures_are_told_in_their_order_and_once()
    {
        Read(Recorded);

        _notes.TakeNew().Select(note => (note.FirstLine, note.IsFailure)).ShouldBe(
        [
            ("brief ended by itself with code 0", true),
            ("Waiting for gate (needed by guest): it runs, but is not healthy: it is shut", false),
            ("Waiting for broken (needed by dependent): it runs, but is not healthy: it is shut", false),
            ("broken ended by itself with code 3; it is not restarted. Correct what its last lines say, then start the AppHost again:", true),
            ("dependent cannot start: broken will not become healthy: it ended with code 3", true),
        ]);
        _notes.TakeNew().ShouldBeEmpty();
    }

    [Fact]
    public void A_failure_comes_with_the_last_lines_of_what_ended()
    {
        Read(Recorded);

        var ended = _notes.TakeNew().Single(note => note.Text.StartsWith("broken ended", StringComparison.Ordinal));
        ended.Text.ShouldEndWith($"start the AppHost again:{Environment.NewLine}  the disk is full{Environment.NewLine}  fail: Aspire.Hosting.Running.Orchestrator[2]");
    }

    [Fact]
    public void An_entry_that_nothing_follows_is_told_when_it_is_complete()
    {
        Read("""
            fail: Aspire.Hosting.Running.Orchestrator[2]
                  retail-api cannot start: port 7120 is held by another program
            """);

        _notes.TakeNew().ShouldBeEmpty("its last line may not have come yet");
        _time.Advance(TimeSpan.FromSeconds(1));

        _notes.TakeNew().ShouldBe([new("retail-api cannot start: port 7120 is held by another program", IsFailure: true)]);
    }

    [Fact]
    public void What_a_resource_prints_is_not_taken_for_the_orchestrators_word()
    {
        Read("""
            fraud-api | fail: Aspire.Hosting.Running.Orchestrator[2]
            fraud-api |       everything is lost
                  an indented line
            fail: Fraud.Api.Scoring[2]
                  no score
            """);
        _time.Advance(TimeSpan.FromSeconds(1));

        _notes.TakeNew().ShouldBeEmpty();
    }

    [Fact]
    public void Of_Aspires_own_resource_logs_only_the_dependency_that_failed_is_told()
    {
        // As the source of Aspire writes them; not recorded, since the fallback has no such log.
        Read("""
            info: AppHost.Resources.retail-api[0]
                  1: 2026-11-24T02:00:00.0000000Z Waiting for resource 'messaging' to become healthy.
            fail: AppHost.Resources.retail-api[0]
                  2: 2026-11-24T02:00:05.0000000Z Dependency resource 'messaging' failed to start.
            fail: AppHost.Resources.fraud-api[0]
                  7: 2026-11-24T02:00:06.0000000Z a line on its error stream
            """);
        _time.Advance(TimeSpan.FromSeconds(1));

        _notes.TakeNew().ShouldBe([new("retail-api cannot start: Dependency resource 'messaging' failed to start.", IsFailure: true)]);
    }

    private void Read(string output)
    {
        foreach (var line in output.Split('\n'))
        {
            _notes.Read(line.TrimEnd('\r'));
        }
    }
}
