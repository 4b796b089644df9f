using Fraud.Api.Domain;
using Fraud.Api.Domain.Cases;

namespace Fraud.Tests.Domain.Cases;

public sealed class FraudCaseTests
{
    private static readonly TimeSpan Lock = Alerts.Options.Lock;

    [Fact]
    public void The_first_alert_opens_a_case_with_its_value_at_risk()
    {
        var opened = Alerts.Open(Outcome.Decline, amount: 200, score: 0.75f, reasons: ["b", "a"]);

        opened.ValueAtRisk.ShouldBe(150);
        opened.HighestScore.ShouldBe(0.75f);
        opened.ReasonCodes.ShouldBe(["a", "b"]);
        opened.DueAt.ShouldBe(Payments.Noon.AddHours(4));
        opened.History.Select(entry => entry.Action).ShouldBe([CaseAction.Opened, CaseAction.AlertCollected]);
        opened.HolderAt(Payments.Noon).ShouldBeNull();
    }

    [Fact]
    public void Further_alerts_add_up()
    {
        var opened = Alerts.Open(amount: 200, score: 0.75f, reasons: ["a"]);

        opened.Collect(Payments.Transaction("t2", 100), Alerts.Decision("t2", score: 0.5f, reasons: ["c", "a"]), Alerts.Options);

        opened.ValueAtRisk.ShouldBe(200);
        opened.HighestScore.ShouldBe(0.75f);
        opened.ReasonCodes.ShouldBe(["a", "c"]);
        opened.Alerts.Select(alert => alert.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_decline_makes_a_case_due_earlier_and_a_review_never_later()
    {
        var opened = Alerts.Open(Outcome.Review);
        opened.DueAt.ShouldBe(Payments.Noon.AddHours(24));

        opened.Collect(Payments.Transaction("t2"), Alerts.Decision("t2", Outcome.Decline, at: Payments.Noon.AddHours(1)), Alerts.Options);
        opened.DueAt.ShouldBe(Payments.Noon.AddHours(5));

        opened.Collect(Payments.Transaction("t3"), Alerts.Decision("t3", Outcome.Review, at: Payments.Noon.AddHours(2)), Alerts.Options);
        opened.DueAt.ShouldBe(Payments.Noon.AddHours(5));
        opened.IsOverdueAt(Payments.Noon.AddHours(5).AddTicks(-1)).ShouldBeFalse();
        opened.IsOverdueAt(Payments.Noon.AddHours(5)).ShouldBeTrue();
    }

    [Fact]
    public void A_payment_that_was_let_through_at_its_deadline_is_as_urgent_as_what_its_sender_was_told()
    {
        var opened = Alerts.Open(Outcome.Review);

        opened.Collect(Payments.Transaction("t2"), Alerts.Decision("t2", Outcome.Decline, answeredAs: Outcome.Approve), Alerts.Options);
        opened.DueAt.ShouldBe(Payments.Noon.AddHours(24));

        opened.Collect(Payments.Transaction("t3"), Alerts.Decision("t3", Outcome.Review, answeredAs: Outcome.Decline), Alerts.Options);
        opened.DueAt.ShouldBe(Payments.Noon.AddHours(4));
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    public void A_case_was_closed_late_if_that_was_not_before_it_was_due(int hours, bool late)
    {
        var opened = Alerts.Open(Outcome.Review);
        opened.Take(Alerts.By("ann", TimeSpan.FromHours(hours)));
        opened.WasClosedLate.ShouldBeFalse();

        opened.Close(Alerts.By("ann", TimeSpan.FromHours(hours)), CaseConclusion.Genuine, null).ShouldBeNull();

        opened.WasClosedLate.ShouldBe(late);
    }

    [Fact]
    public void Nobody_works_a_case_that_another_holds()
    {
        var opened = Alerts.Open();
        opened.Take(Alerts.By("ann")).ShouldBeNull();
        var refusal = new CaseRefusal(CaseRefusalReason.HeldByAnother, "ann", Payments.Noon + Lock);

        opened.Take(Alerts.By("ben")).ShouldBe(refusal);
        opened.Release(Alerts.By("ben")).ShouldBe(refusal);
        opened.Note(Alerts.By("ben"), "mine").ShouldBe(refusal);
        opened.HandOver(Alerts.By("ben"), "cem", null).ShouldBe(refusal);
        opened.Close(Alerts.By("ben"), CaseConclusion.Genuine, null).ShouldBe(refusal);

        opened.HolderAt(Payments.Noon).ShouldBe("ann");
        opened.History.Count.ShouldBe(3);
    }

    [Fact]
    public void A_case_must_be_taken_before_it_is_worked_on()
    {
        var opened = Alerts.Open();

        opened.Note(Alerts.By("ann"), "seen").ShouldBe(new CaseRefusal(CaseRefusalReason.NotTaken));
    }

    [Fact]
    public void A_lock_lapses_and_anyone_takes_the_case_with_a_line_that_says_from_whom()
    {
        var opened = Alerts.Open();
        opened.Take(Alerts.By("ann"));

        opened.Note(Alerts.By("ann", Lock), "late").ShouldBe(new CaseRefusal(CaseRefusalReason.NotTaken, "ann", Payments.Noon + Lock));
        opened.Take(Alerts.By("ben", Lock)).ShouldBeNull();

        opened.HolderAt(Payments.Noon + Lock).ShouldBe("ben");
        opened.History[^1].About.ShouldBe("ann");
    }

    [Fact]
    public void Work_renews_the_lock_and_so_does_taking_it_again_without_a_line()
    {
        var opened = Alerts.Open();
        opened.Take(Alerts.By("ann"));
        var half = Lock / 2;

        opened.Note(Alerts.By("ann", half), "asked the customer");
        opened.HeldUntil.ShouldBe(Payments.Noon + half + Lock);
        var lines = opened.History.Count;
        opened.Take(Alerts.By("ann", Lock));

        opened.HeldUntil.ShouldBe(Payments.Noon + Lock + Lock);
        opened.History.Count.ShouldBe(lines);
    }

    [Fact]
    public void A_released_case_is_free()
    {
        var opened = Alerts.Open();
        opened.Take(Alerts.By("ann"));

        opened.Release(Alerts.By("ann")).ShouldBeNull();

        opened.HolderAt(Payments.Noon).ShouldBeNull();
        opened.Take(Alerts.By("ben")).ShouldBeNull();
        opened.History[^1].About.ShouldBeNull();
    }

    [Fact]
    public void A_case_that_is_handed_over_is_the_colleagues_from_then_on()
    {
        var opened = Alerts.Open();
        opened.Take(Alerts.By("ann"));

        opened.HandOver(Alerts.By("ann", TimeSpan.FromMinutes(5)), "ben", "speaks Dutch").ShouldBeNull();

        opened.HolderAt(Payments.Noon).ShouldBe("ben");
        opened.HeldUntil.ShouldBe(Payments.Noon + TimeSpan.FromMinutes(5) + Lock);
        opened.Note(Alerts.By("ann"), "one thing more")!.Holder.ShouldBe("ben");
    }

    [Fact]
    public void A_case_takes_only_so_many_files()
    {
        var opened = Alerts.Open();
        opened.Take(Alerts.By("ann"));

        opened.Attach(Alerts.By("ann"), File(opened), atMost: 1).ShouldBeNull();
        opened.Attach(Alerts.By("ann"), File(opened), atMost: 1).ShouldBe(new CaseRefusal(CaseRefusalReason.TooManyFiles));
        opened.FileCount.ShouldBe(1);
    }

    [Fact]
    public void A_closed_case_stays_closed()
    {
        var opened = Alerts.Open();
        opened.Take(Alerts.By("ann"));
        opened.Close(Alerts.By("ann"), CaseConclusion.Fraud, "lost card").ShouldBeNull();
        var refusal = new CaseRefusal(CaseRefusalReason.Closed, "ann", Payments.Noon);

        opened.Take(Alerts.By("ann")).ShouldBe(refusal);
        opened.Close(Alerts.By("ben"), CaseConclusion.Genuine, null).ShouldBe(refusal);
        Should.Throw<InvalidOperationException>(() => opened.Collect(Payments.Transaction("t2"), Alerts.Decision("t2"), Alerts.Options));
        opened.Conclusion.ShouldBe(CaseConclusion.Fraud);
        opened.IsOverdueAt(DateTimeOffset.MaxValue).ShouldBeFalse();
    }

    private static CaseAttachment File(FraudCase of) => new()
    {
        Id = Guid.CreateVersion7(),
        CaseId = of.Id,
        Name = "receipt.png",
        Kind = AttachmentKind.Png,
        Bytes = 1,
        Sha256 = "",
        Content = [1],
        Actor = "ann",
        At = Payments.Noon,
    };
}
