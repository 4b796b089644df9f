using CsCheck;
using Fraud.Api.Domain.Cases;

namespace Fraud.Tests.Domain.Cases;

/// <summary>Whatever several analysts try in whatever order, with the clock going on between.</summary>
public sealed class FraudCaseProperties
{
    private static readonly string[] Analysts = ["ann", "ben", "cem"];

    private static readonly Gen<Step> Steps =
        from what in Gen.Enum<What>()
        from actor in Gen.Int[0, 2]
        from other in Gen.Int[1, 2]
        from minutes in Gen.Int[0, 20]
        select new Step(what, Analysts[actor], Analysts[(actor + other) % 3], TimeSpan.FromMinutes(minutes));

    private enum What
    {
        Take,
        Release,
        Note,
        HandOver,
        Close,
        Collect,
    }

    [Fact]
    public void At_most_one_analyst_has_a_case_and_only_they_change_it() => Steps.Array[0, 60].Sample(steps =>
    {
        var fraudCase = Alerts.Open();
        var now = Payments.Noon;
        // What should be so, by the words of the rule.
        (string? Holder, DateTimeOffset Until) held = (null, default);
        var closed = false;
        var alerts = 1;
        var lines = 2;
        foreach (var step in steps)
        {
            now += step.After;
            var holder = !closed && held.Holder is not null && now < held.Until ? held.Holder : null;
            fraudCase.HolderAt(now).ShouldBe(holder);
            if (step.What == What.Collect)
            {
                if (!closed)
                {
                    fraudCase.Collect(Payments.Transaction($"t{++alerts}"), Alerts.Decision($"t{alerts}", at: now), Alerts.Options);
                    lines++;
                }

                continue;
            }

            var deed = new CaseDeed(Guid.CreateVersion7(now), step.Actor, now, Alerts.Options.Lock);
            var before = (fraudCase.HolderId, fraudCase.HeldUntil, fraudCase.EntryCount, fraudCase.Conclusion, fraudCase.ClosedAt);
            var refusal = Do(fraudCase, step, deed);
            var allowed = !closed && (holder == step.Actor || (holder is null && step.What == What.Take));
            (refusal is null).ShouldBe(allowed);
            if (!allowed)
            {
                (fraudCase.HolderId, fraudCase.HeldUntil, fraudCase.EntryCount, fraudCase.Conclusion, fraudCase.ClosedAt).ShouldBe(before);
                continue;
            }

            lines += step.What == What.Take && holder == step.Actor ? 0 : 1;
            closed = step.What == What.Close;
            held = step.What switch
            {
                What.Release or What.Close => (null, default),
                What.HandOver => (step.Other, deed.Until),
                _ => (step.Actor, deed.Until),
            };
        }

        fraudCase.IsOpen.ShouldBe(!closed);
        fraudCase.AlertCount.ShouldBe(alerts);
        fraudCase.Alerts.Sum(alert => alert.ValueAtRisk).ShouldBe(fraudCase.ValueAtRisk);
        // Every deed has its line, in order and without holes, and none is about a change by somebody else.
        fraudCase.EntryCount.ShouldBe(lines);
        fraudCase.History.Select(entry => entry.Number).ShouldBe(Enumerable.Range(1, lines));
        fraudCase.History.Select(entry => entry.At).ShouldBeInOrder();
        fraudCase.History.Count(entry => entry.Action == CaseAction.Closed).ShouldBe(closed ? 1 : 0);
        if (closed)
        {
            fraudCase.History[^1].Action.ShouldBe(CaseAction.Closed);
        }
    });

    private static CaseRefusal? Do(FraudCase fraudCase, Step step, CaseDeed deed) => step.What switch
    {
        What.Take => fraudCase.Take(deed),
        What.Release => fraudCase.Release(deed),
        What.Note => fraudCase.Note(deed, "seen"),
        What.HandOver => fraudCase.HandOver(deed, step.Other, null),
        _ => fraudCase.Close(deed, CaseConclusion.Unclear, null),
    };

    private sealed record Step(What What, string Actor, string Other, TimeSpan After);
}
