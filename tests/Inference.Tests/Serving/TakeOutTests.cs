using Inference.Tests.Batching;
using Inference.Tests.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Platform.Inference;

namespace Inference.Tests.Serving;

public sealed class TakeOutTests : IDisposable
{
    private static readonly float[] Good = [1, 2, 3];
    private static readonly float[] Bad = [1, SampleNetworks.FailsTheCall, 3];

    private readonly TemporaryFolder _root = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<ModelHost> _hosts = [];
    private readonly string _folder;

    public TakeOutTests()
    {
        SampleNetworks.Write(_root.Path, SampleNetworks.Steps(), "1.0.0");
        SampleNetworks.Write(_root.Path, SampleNetworks.Steps(), "2.0.0");
        _folder = SampleNetworks.Write(_root.Path, SampleNetworks.Steps(), "3.0.0");
    }

    [Fact]
    public async Task A_version_whose_calls_fail_is_taken_out_and_the_one_before_serves()
    {
        var host = await SwappedAsync();

        Fail(host, 20);

        Serving(host).ShouldBe("1.0.0");
        host.Concern.ShouldNotBeNull().ShouldContain("2.0.0 was taken out: 20 of 20 calls failed");
        StateOf(host, "2.0.0").ShouldBe(ModelVersionState.Withdrawn);
        (await host.RollBackAsync(default)).Outcome.ShouldBe(SwapOutcome.NothingBefore);
    }

    [Fact]
    public async Task Fewer_calls_than_the_minimum_tell_nothing()
    {
        var host = await SwappedAsync();

        Fail(host, 19);

        Serving(host).ShouldBe("2.0.0");
        host.Concern.ShouldBeNull();
    }

    [Fact]
    public async Task Errors_count_for_the_window_only()
    {
        var host = await SwappedAsync();

        Fail(host, 19);
        _time.Advance(TimeSpan.FromMinutes(5.1));
        Fail(host, 19);
        Serving(host).ShouldBe("2.0.0");
        Fail(host, 1);

        Serving(host).ShouldBe("1.0.0");
    }

    [Fact]
    public async Task Errors_below_the_limit_are_borne()
    {
        var host = await SwappedAsync();

        for (var i = 0; i < 100; i++)
        {
            Fail(host, 1);
            Succeed(host, 20);
        }

        Serving(host).ShouldBe("2.0.0");
    }

    [Fact]
    public void Without_a_version_before_it_the_failing_one_serves_on_and_it_is_said()
    {
        var host = Host("2.0.0");

        Fail(host, 20);

        Serving(host).ShouldBe("2.0.0");
        host.Concern.ShouldNotBeNull().ShouldContain("no version before it");
    }

    [Fact]
    public async Task A_concern_that_was_settled_comes_back_when_calls_go_on_failing()
    {
        var host = Host("2.0.0");
        Fail(host, 20);
        (await host.SwapAsync("2.0.0", default)).Outcome.ShouldBe(SwapOutcome.AlreadyServing);
        host.Concern.ShouldBeNull();

        _time.Advance(TimeSpan.FromMinutes(5.1));
        Fail(host, 20);

        host.Concern.ShouldNotBeNull().ShouldContain("20 of 20 calls of 2.0.0 failed");
    }

    [Fact]
    public async Task A_restart_does_not_choose_what_was_taken_out_until_it_is_asked_for_by_name()
    {
        var host = await SwappedAsync();
        Fail(host, 20);
        var mark = Path.Combine(_folder, "2.0.0.withdrawn");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!File.Exists(mark) || new FileInfo(mark).Length == 0)
        {
            await Task.Delay(10, patience.Token);
        }

        Directory.Delete(Path.Combine(_folder, "3.0.0"), recursive: true);
        Serving(Host(version: null)).ShouldBe("1.0.0");
        (await host.SwapAsync("2.0.0", default)).Outcome.ShouldBe(SwapOutcome.Swapped);
        host.Concern.ShouldBeNull();
        Serving(Host(version: null)).ShouldBe("2.0.0");
    }

    [Fact]
    public async Task A_take_out_during_a_swap_leaves_every_version_in_its_role()
    {
        ModelHost host = null!;
        host = Host("1.0.0", accept: manifest =>
        {
            // While 3.0.0 is being loaded, 2.0.0 fails.
            if (manifest.Version == "3.0.0" && Serving(host) == "2.0.0")
            {
                Fail(host, 20);
                Serving(host).ShouldBe("1.0.0");
            }
        });
        await host.SwapAsync("2.0.0", default);

        var report = await host.SwapAsync("3.0.0", default);

        report.ShouldBe(new SwapReport(SwapOutcome.Swapped, "1.0.0", "3.0.0", report.Reasons));
        host.Overview().Versions.Select(version => (version.Version, version.State)).ShouldBe(
            [("3.0.0", ModelVersionState.Serving), ("2.0.0", ModelVersionState.Withdrawn), ("1.0.0", ModelVersionState.Previous)]);
        Fail(host, 20);
        Serving(host).ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_take_out_during_a_swap_that_is_refused_stands()
    {
        ModelHost host = null!;
        host = Host("1.0.0", accept: manifest =>
        {
            if (manifest.Version == "3.0.0")
            {
                Fail(host, 20);
                throw new InvalidOperationException("Not this one.");
            }
        });
        await host.SwapAsync("2.0.0", default);

        var report = await host.SwapAsync("3.0.0", default);

        report.Reasons.ShouldHaveSingleItem().ShouldContain("Not this one.");
        Serving(host).ShouldBe("1.0.0");
        host.Concern.ShouldNotBeNull().ShouldContain("2.0.0 was taken out");
        StateOf(host, "3.0.0").ShouldBe(ModelVersionState.Refused);
    }

    public void Dispose()
    {
        _hosts.ForEach(host => host.Dispose());
        _root.Dispose();
    }

    private static void Fail(ModelHost host, int times)
    {
        using var lease = host.Lease();
        for (var i = 0; i < times; i++)
        {
            Should.Throw<InferenceException>(() => lease.Model.Run(Bad));
        }
    }

    private static void Succeed(ModelHost host, int times)
    {
        using var lease = host.Lease();
        for (var i = 0; i < times; i++)
        {
            lease.Model.Run(Good).Dispose();
        }
    }

    private static string Serving(ModelHost host)
    {
        using var lease = host.Lease();
        return lease.Model.Stamp.Version;
    }

    private static ModelVersionState StateOf(ModelHost host, string version) => host.Overview().Versions.Single(one => one.Version == version).State;

    private async Task<ModelHost> SwappedAsync()
    {
        var host = Host("1.0.0");
        (await host.SwapAsync("2.0.0", default)).Outcome.ShouldBe(SwapOutcome.Swapped);
        return host;
    }

    private ModelHost Host(string? version, Action<ModelManifest>? accept = null)
    {
        var host = new ModelHost(
            SampleNetworks.Name, _folder, new ModelOptions { Version = version }, NullLogger<ModelHost>.Instance, _time, accept: accept);
        _hosts.Add(host);
        return host;
    }
}
