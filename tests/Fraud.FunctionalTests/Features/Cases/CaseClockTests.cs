using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Fraud.Api.Features.MeasureCases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fraud.FunctionalTests.Features.Cases;

/// <summary>The service with a clock that the tests move.</summary>
public sealed class CaseClockFixture() : ServiceFixture<Program>("frauddb")
{
    public override FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());
}

public sealed class CaseClockTests(CaseClockFixture fraud) : IClassFixture<CaseClockFixture>
{
    private readonly string _ann = CaseCalls.NewAnalyst("ann");
    private readonly string _ben = CaseCalls.NewAnalyst("ben");

    [Fact]
    public async Task A_lock_lapses_and_then_anyone_can_take_the_case()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);
        fraud.Clock.Advance(TimeSpan.FromMinutes(29));
        using (var early = await fraud.DoAsync(_ben, id, "take"))
        {
            await early.ReadProblemAsync(HttpStatusCode.Conflict);
        }

        fraud.Clock.Advance(TimeSpan.FromMinutes(1));
        (await fraud.CaseFileAsync(id))["holder"].ShouldBeNull();
        await fraud.DoneAsync(_ben, id, "take");

        using var late = await fraud.DoAsync(_ann, id, "notes", CaseCalls.Note("one thing more"));
        ((string?)(await late.ReadProblemAsync(HttpStatusCode.Conflict))["analyst"]).ShouldBe(_ben);
        ((string?)(await fraud.CaseFileAsync(id))["history"]![0]!["about"]).ShouldBe(_ann);
    }

    [Fact]
    public async Task Work_on_a_case_renews_the_lock()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);
        fraud.Clock.Advance(TimeSpan.FromMinutes(20));
        await fraud.DoneAsync(_ann, id, "notes", CaseCalls.Note("called"));
        fraud.Clock.Advance(TimeSpan.FromMinutes(20));

        using var response = await fraud.DoAsync(_ben, id, "take");

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Nothing_is_done_with_a_lock_that_has_lapsed()
    {
        var id = await fraud.CaseAsync(takenBy: _ann);
        fraud.Clock.Advance(TimeSpan.FromMinutes(30));

        using var response = await fraud.DoAsync(_ann, id, "close", CaseCalls.Close("fraud"));

        ((string?)(await response.ReadProblemAsync(HttpStatusCode.Conflict))["reason"]).ShouldBe("not-taken");
    }

    [Fact]
    public async Task A_case_past_its_time_is_overdue_in_the_queue_and_on_the_gauge()
    {
        var id = await fraud.CaseAsync();
        var telemetry = fraud.Services.GetRequiredService<CaseTelemetry>();
        var due = (DateTimeOffset)(await fraud.CaseFileAsync(id))["dueAt"]!;

        fraud.Clock.Advance(due - fraud.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        (await OverdueAsync()).ShouldNotContain(id);
        fraud.Clock.Advance(TimeSpan.FromSeconds(1));

        (await OverdueAsync()).ShouldContain(id);
        ((bool)(await fraud.CaseFileAsync(id))["overdue"]!).ShouldBeTrue();
        fraud.Clock.Advance(TimeSpan.FromSeconds(15));
        await Eventually.TrueAsync(() => telemetry.Last is { Open: > 0, Overdue: > 0 }, "the gauge counts the overdue case");
    }

    [Fact]
    public async Task A_case_that_is_closed_past_its_time_is_counted_as_late()
    {
        var closed = new ConcurrentQueue<(object? Conclusion, object? Late)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Name == "platform.fraud.cases.closed" && instrument.Meter.Scope == fraud.Services.GetRequiredService<IMeterFactory>())
            {
                to.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => closed.Enqueue((tags[0].Value, tags[1].Value)));
        listener.Start();
        var (early, late) = (await fraud.CaseAsync(takenBy: _ann), await fraud.CaseAsync());
        await fraud.DoneAsync(_ann, early, "close", CaseCalls.Close("genuine"));
        fraud.Clock.Advance((DateTimeOffset)(await fraud.CaseFileAsync(late))["dueAt"]! - fraud.Clock.GetUtcNow());
        await fraud.DoneAsync(_ann, late, "take");

        await fraud.DoneAsync(_ann, late, "close", CaseCalls.Close("fraud"));

        closed.ShouldBe([("genuine", false), ("fraud", true)]);
    }

    private async Task<Guid[]> OverdueAsync() =>
        [.. (await fraud.ReadAsync("?overdue=true&limit=200"))["cases"]!.AsArray().Select(queued => (Guid)queued!["caseId"]!)];
}
