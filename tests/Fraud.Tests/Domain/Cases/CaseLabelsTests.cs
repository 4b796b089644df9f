using Fraud.Api.Domain;
using Fraud.Api.Domain.Cases;

namespace Fraud.Tests.Domain.Cases;

public sealed class CaseLabelsTests
{
    private static readonly DateTimeOffset Later = Payments.Noon.AddDays(1);

    [Theory]
    [InlineData(CaseConclusion.Fraud, Verdict.Chargeback)]
    [InlineData(CaseConclusion.Genuine, Verdict.Genuine)]
    public void Payments_get_the_label_that_follows(CaseConclusion conclusion, Verdict expected)
    {
        var payment = Payments.Transaction();

        var labels = CaseLabels.Apply(conclusion, [payment], "ada", Later);

        labels.Labelled.ShouldBe(1);
        labels.StandingAgainst.ShouldBeEmpty();
        (payment.Verdict, payment.LabelledAt).ShouldBe((expected, Later));
        var written = payment.Labels.ShouldHaveSingleItem();
        (written.Actor, written.Source, written.RecordedAt).ShouldBe(("ada", LabelSource.Case, Later));
    }

    [Fact]
    public void An_unclear_case_labels_nothing()
    {
        var payment = Payments.Transaction();

        CaseLabels.Apply(CaseConclusion.Unclear, [payment], "ada", Later).ShouldBe(CaseLabels.None);

        payment.Verdict.ShouldBeNull();
    }

    [Fact]
    public void A_label_that_stands_against_it_is_reported_and_not_overwritten()
    {
        var charged = Payments.Transaction("t1");
        charged.TryLabel(Verdict.Chargeback, Payments.Noon.AddHours(1), Payments.Bank);
        var unknown = Payments.Transaction("t2");

        var labels = CaseLabels.Apply(CaseConclusion.Genuine, [charged, unknown], "ada", Later);

        labels.Labelled.ShouldBe(1);
        labels.StandingAgainst.ShouldBe([new StandingLabel("t1", Verdict.Chargeback, Payments.Noon.AddHours(1))]);
        charged.Verdict.ShouldBe(Verdict.Chargeback);
    }

    [Fact]
    public void What_was_known_already_keeps_its_time()
    {
        var charged = Payments.Transaction();
        charged.TryLabel(Verdict.Chargeback, Payments.Noon.AddHours(1), Payments.Bank);

        CaseLabels.Apply(CaseConclusion.Fraud, [charged], "ada", Later).Labelled.ShouldBe(1);

        charged.LabelledAt.ShouldBe(Payments.Noon.AddHours(1));
    }

    [Fact]
    public void A_payment_whose_clock_is_ahead_is_not_labelled_before_it_was_made()
    {
        var payment = Payments.Transaction();

        CaseLabels.Apply(CaseConclusion.Fraud, [payment], "ada", payment.At.AddMinutes(-3));

        payment.LabelledAt.ShouldBe(payment.At);
    }
}
