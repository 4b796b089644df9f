using System.Text.Json;
using Platform.Cli;
using Platform.Cli.Running;

namespace Cli.Tests.Running;

public sealed class RunRecordTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void A_second_run_is_refused_and_told_which_process_runs()
    {
        new RunRecord(_folder.FullName).Take();

        var refusal = Should.Throw<CommandFailedException>(new RunRecord(_folder.FullName).Take);

        refusal.Message.ShouldContain(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_run_that_was_released_leaves_room_for_the_next()
    {
        var record = new RunRecord(_folder.FullName);
        record.Take();
        record.Release();

        record.Running().ShouldBeNull();
        Should.NotThrow(record.Take);
    }

    [Fact]
    public void A_process_id_that_was_used_again_is_not_taken_for_the_platform()
    {
        var path = Path.Combine(_folder.FullName, "up.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new[] { new { Environment.ProcessId, StartTime = DateTime.UnixEpoch } }));

        new RunRecord(_folder.FullName).Running().ShouldBeNull();
    }

    [Fact]
    public async Task A_process_that_outlived_the_command_still_counts_as_running()
    {
        using var outliving = System.Diagnostics.Process.Start("sleep", "60");
        var record = new RunRecord(_folder.FullName);
        record.Take();
        record.Add(outliving);
        var path = Path.Combine(_folder.FullName, "up.json");
        File.WriteAllText(path, JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllText(path))![1..]));

        record.Running().ShouldNotBeNull().Id.ShouldBe(outliving.Id);

        outliving.Kill();
        await outliving.WaitForExitAsync();
        record.Running().ShouldBeNull();
    }

    [Fact]
    public async Task An_AppHost_is_lost_when_its_command_is_gone()
    {
        using var host = System.Diagnostics.Process.Start("sleep", "60");
        var record = new RunRecord(_folder.FullName);
        record.Take();
        record.Add(host);
        record.Lost().ShouldBeNull("the command still runs");

        var path = Path.Combine(_folder.FullName, "up.json");
        var entries = JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllText(path))!;
        File.WriteAllText(path, JsonSerializer.Serialize(
            new object[] { new { Environment.ProcessId, StartTime = DateTime.UnixEpoch }, entries[1] }));

        record.Lost().ShouldNotBeNull().Id.ShouldBe(host.Id);
        host.Kill();
        await host.WaitForExitAsync();
        record.Lost().ShouldBeNull();
    }

    [Fact]
    public void A_broken_record_is_no_obstacle()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "up.json"), "{");

        Should.NotThrow(new RunRecord(_folder.FullName).Take);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
