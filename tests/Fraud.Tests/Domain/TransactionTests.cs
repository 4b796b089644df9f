using Fraud.Api.Domain;
using Platform.ServiceDefaults;

namespace Fraud.Tests.Domain;

public sealed class TransactionTests
{
    private readonly Transaction _transaction = Payments.Transaction();

    [Fact]
    public void A_first_label_is_taken()
    {
        _transaction.TryLabel(Verdict.Genuine, Payments.Noon, Payments.Bank).ShouldBeTrue();

        _transaction.Verdict.ShouldBe(Verdict.Genuine);
        _transaction.LabelledAt.ShouldBe(Payments.Noon);
    }

    [Fact]
    public void The_same_label_again_is_taken_and_changes_nothing()
    {
        _transaction.TryLabel(Verdict.Chargeback, Payments.Noon, Payments.Bank);

        _transaction.TryLabel(Verdict.Chargeback, Payments.Noon, Payments.Bank).ShouldBeTrue();

        _transaction.LabelledAt.ShouldBe(Payments.Noon);
    }

    [Fact]
    public void A_later_label_corrects()
    {
        _transaction.TryLabel(Verdict.Genuine, Payments.Noon, Payments.Bank);

        _transaction.TryLabel(Verdict.Chargeback, Payments.Noon.AddDays(30), Payments.Bank).ShouldBeTrue();

        _transaction.Verdict.ShouldBe(Verdict.Chargeback);
    }

    [Theory]
    [InlineData(-1, Verdict.Chargeback)]
    [InlineData(-1, Verdict.Genuine)]
    [InlineData(0, Verdict.Genuine)]
    public void An_earlier_label_or_another_of_the_same_time_is_refused(int days, Verdict verdict)
    {
        _transaction.TryLabel(Verdict.Chargeback, Payments.Noon.AddDays(1), Payments.Bank);

        _transaction.TryLabel(verdict, Payments.Noon.AddDays(1 + days), Payments.Bank).ShouldBeFalse();

        _transaction.Verdict.ShouldBe(Verdict.Chargeback);
    }

    [Fact]
    public void Every_label_that_changed_something_is_written_down_with_its_author()
    {
        var analyst = new LabelAuthor(LabelSource.Case, "ada", Payments.Noon.AddDays(2));
        _transaction.TryLabel(Verdict.Genuine, Payments.Noon.AddDays(1), analyst);
        _transaction.TryLabel(Verdict.Genuine, Payments.Noon.AddDays(1), Payments.Bank);
        _transaction.TryLabel(Verdict.Chargeback, Payments.Noon, Payments.Bank);
        _transaction.TryLabel(Verdict.Chargeback, Payments.Noon.AddDays(30), Payments.Bank);

        _transaction.Labels.Select(label => (label.TransactionId, label.Verdict, label.At, label.RecordedAt, label.Actor, label.Source)).ShouldBe(
        [
            ("t1", Verdict.Genuine, Payments.Noon.AddDays(1), Payments.Noon.AddDays(2), "ada", LabelSource.Case),
            ("t1", Verdict.Chargeback, Payments.Noon.AddDays(30), Payments.Noon.AddDays(40), "bank", LabelSource.Endpoint),
        ]);
    }

    [Fact]
    public void Trailing_zeros_make_no_other_payment() =>
        Payments.Transaction(amount: 50.00m).IsSamePaymentAs(Payments.Transaction(amount: 50m)).ShouldBeTrue();

    [Fact]
    public void Another_amount_makes_another_payment() =>
        Payments.Transaction(amount: 50.01m).IsSamePaymentAs(_transaction).ShouldBeFalse();

    [Fact]
    public void A_stored_time_is_utc_to_the_microsecond()
    {
        var at = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(12345679);

        var stored = at.ToStoredPrecision();

        stored.Offset.ShouldBe(TimeSpan.Zero);
        stored.ShouldBe(new DateTimeOffset(2026, 1, 31, 10, 0, 1, TimeSpan.Zero).AddMicroseconds(234567));
    }
}
