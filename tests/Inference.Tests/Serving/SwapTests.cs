using Inference.Tests.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Inference;

namespace Inference.Tests.Serving;

public sealed class SwapTests : IDisposable
{
    private static readonly float[] Row = [50, 9];

    private readonly TemporaryFolder _root = new();
    private readonly ModelHost _host;

    public SwapTests()
    {
        SampleModel.Write(_root.Path, "1.0.0");
        SampleModel.Write(_root.Path, "2.0.0", SampleModel.Trees.Rescale(2, 0));
        _host = Host();
    }

    [Fact]
    public async Task No_call_fails_and_each_score_is_of_its_version_while_versions_are_swapped_a_hundred_times()
    {
        var expected = new Dictionary<string, float>
        {
            ["1.0.0"] = ScoreOf("1.0.0"),
            ["2.0.0"] = ScoreOf("2.0.0"),
        };
        var swapping = true;
        void Call()
        {
            while (Volatile.Read(ref swapping))
            {
                using var lease = _host.Lease();
                lease.Model.Score(Row).ShouldBe(expected[lease.Model.Stamp.Version]);
            }
        }

        // Threads of their own: on those of the pool they would keep the swaps, and every test beside this one, waiting.
        var callers = Enumerable.Range(0, 4)
            .Select(_ => Task.Factory.StartNew(Call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();

        for (var i = 0; i < 100; i++)
        {
            (await _host.SwapAsync(i % 2 == 0 ? "1.0.0" : "2.0.0", default)).Outcome.ShouldBe(SwapOutcome.Swapped);
        }

        Volatile.Write(ref swapping, false);
        await Task.WhenAll(callers);
    }

    [Fact]
    public async Task One_call_rolls_back_and_a_restart_does_not_choose_what_was_rolled_back_from()
    {
        await _host.SwapAsync("1.0.0", default);
        await _host.SwapAsync("2.0.0", default);

        (await _host.RollBackAsync(default)).ShouldSatisfyAllConditions(
            report => report.Outcome.ShouldBe(SwapOutcome.Swapped),
            report => report.To.ShouldBe("1.0.0"));
        (await _host.RollBackAsync(default)).Outcome.ShouldBe(SwapOutcome.NothingBefore);

        using var restarted = Host();
        Serving(restarted).ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_version_that_fails_its_check_never_serves()
    {
        File.AppendAllText(Path.Combine(SampleModel.Write(_root.Path, "3.0.0"), ModelFolder.ModelFile), "x");
        using var host = Host(new ModelOptions { Version = "1.0.0" });

        var report = await host.SwapAsync("3.0.0", default);

        report.Outcome.ShouldBe(SwapOutcome.Refused);
        report.Reasons.ShouldContain(reason => reason.Contains("SHA-256", StringComparison.Ordinal));
        Serving(host).ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_version_that_passes_the_memory_limit_is_refused_with_the_numbers()
    {
        using var host = Host(new ModelOptions { MaximumMemoryBytes = 3 << 20 });

        var report = await host.SwapAsync("1.0.0", default);

        report.Outcome.ShouldBe(SwapOutcome.Refused);
        report.Reasons.ShouldHaveSingleItem().ShouldContain("3145728 allowed");
    }

    [Fact]
    public async Task A_version_goes_exactly_when_its_last_lease_ends()
    {
        using var host = Host(new ModelOptions { Version = "1.0.0", KeepPrevious = false });
        var first = host.Lease();
        var second = host.Lease("1.0.0").ShouldNotBeNull();
        var one = host.Overview().MemoryBytes;
        await host.SwapAsync("2.0.0", default);
        var both = host.Overview().MemoryBytes;

        first.Dispose();
        host.Overview().MemoryBytes.ShouldBe(both);
        second.Model.Score(Row).ShouldBe((float)SampleModel.Trees.Score(Row), 1e-6);
        second.Dispose();

        both.ShouldBeGreaterThan(one);
        host.Overview().MemoryBytes.ShouldBe(both - one);
    }

    [Fact]
    public async Task Nothing_is_left_in_memory_when_the_host_and_the_last_lease_are_gone()
    {
        var host = Host();
        await host.SwapAsync("1.0.0", default);
        await host.SetShadowAsync("2.0.0", default);
        using var lease = host.Lease();

        host.Dispose();

        lease.Model.Score(Row).ShouldBe((float)SampleModel.Trees.Score(Row), 1e-6);
        Should.Throw<ObjectDisposedException>(() => host.Lease());
    }

    [Fact]
    public async Task Every_version_is_listed_with_what_it_is_and_takes()
    {
        SampleModel.Write(_root.Path, "0.9.0");
        SampleModel.Write(_root.Path, "0.8.0");
        File.Delete(Path.Combine(SampleModel.Write(_root.Path, "0.7.0"), ModelFolder.GoldenFileName));
        _host.Lease().Dispose();
        await _host.SwapAsync("1.0.0", default);
        await _host.SwapAsync("0.7.0", default);
        await _host.SetShadowAsync("0.9.0", default);

        var overview = _host.Overview();

        overview.Versions.Select(version => (version.Version, version.State)).ShouldBe(
        [
            ("2.0.0", ModelVersionState.Previous), ("1.0.0", ModelVersionState.Serving), ("0.9.0", ModelVersionState.Shadow),
            ("0.8.0", ModelVersionState.Available), ("0.7.0", ModelVersionState.Refused),
        ]);
        overview.Versions[1].Sha256.ShouldBe(overview.Serving.Sha256);
        overview.Versions[3].MemoryBytes.ShouldBeNull();
        overview.Versions[4].Reasons.ShouldHaveSingleItem().ShouldBe("golden.json is missing.");
        overview.MemoryBytes.ShouldBe(overview.Versions.Sum(version => version.MemoryBytes ?? 0));
    }

    public void Dispose()
    {
        _host.Dispose();
        _root.Dispose();
    }

    private static string Serving(ModelHost host)
    {
        using var lease = host.Lease();
        return lease.Model.Stamp.Version;
    }

    private float ScoreOf(string version)
    {
        using var lease = _host.Lease(version).ShouldNotBeNull();
        return lease.Model.Score(Row);
    }

    private ModelHost Host(ModelOptions? options = null) =>
        new(SampleModel.Name, _root.Path, options ?? new ModelOptions(), NullLogger<ModelHost>.Instance);
}
