using Fraud.Api.Domain.Lists;
using Fraud.Api.Domain.Rules;
using Fraud.Tests.Domain.Rules;

namespace Fraud.Tests.Domain.Lists;

public sealed class ListIndexTests
{
    [Theory]
    [InlineData(ListSubject.Customer, "c1", "customer is on the block list: seen before")]
    [InlineData(ListSubject.Terminal, "w1", "terminal is on the block list: seen before")]
    [InlineData(ListSubject.Device, "device-7", "device is on the block list: seen before")]
    [InlineData(ListSubject.Country, "RO", "country RO is on the block list: seen before")]
    [InlineData(ListSubject.CardRange, "411111", "card range 411111 is on the block list: seen before")]
    [InlineData(ListSubject.CardRange, "4111112", "card range 4111112 is on the block list: seen before")]
    [InlineData(ListSubject.CardRange, "41111122", "card range 41111122 is on the block list: seen before")]
    public void An_entry_matches_what_it_names(ListSubject subject, string value, string reason)
    {
        var entry = PolicyTests.Entry(ListKind.Block, subject, value);

        var finding = Match(entry).ShouldHaveSingleItem();

        finding.ShouldBe(new Finding("list", "block", Fraud.Api.Domain.Outcome.Decline, reason, entry.Id));
    }

    [Theory]
    [InlineData(ListSubject.Customer, "w1")]
    [InlineData(ListSubject.Customer, "c")]
    [InlineData(ListSubject.CardRange, "411112")]
    [InlineData(ListSubject.CardRange, "41111123")]
    [InlineData(ListSubject.Country, "NG")]
    public void And_nothing_else(ListSubject subject, string value) =>
        Match(PolicyTests.Entry(ListKind.Block, subject, value)).ShouldBeEmpty();

    [Fact]
    public void A_longer_range_than_the_payment_tells_does_not_match()
    {
        var index = ListIndex.Empty.With([PolicyTests.Entry(ListKind.Block, ListSubject.CardRange, "41111122")]);
        var payment = RuleInputs.With(RuleInputs.Full with { CardRange = "411111" }).Transaction;

        index.Match(payment, Payments.Noon).ShouldBeNull();
    }

    [Fact]
    public void A_payment_that_tells_nothing_matches_nothing_it_does_not_tell()
    {
        var index = ListIndex.Empty.With([PolicyTests.Entry(ListKind.Block, ListSubject.Country, "RO"), PolicyTests.Entry(ListKind.Block, ListSubject.Device, "device-7")]);

        index.Match(RuleInputs.Bare.Transaction, Payments.Noon).ShouldBeNull();
    }

    [Fact]
    public void An_entry_matches_until_it_expires()
    {
        var index = ListIndex.Empty.With([PolicyTests.Entry(ListKind.Review, ListSubject.Customer, "c1", Payments.Noon.AddHours(1))]);

        index.Match(RuleInputs.Bare.Transaction, Payments.Noon.AddHours(1).AddTicks(-1)).ShouldNotBeNull();
        index.Match(RuleInputs.Bare.Transaction, Payments.Noon.AddHours(1)).ShouldBeNull();
    }

    [Fact]
    public void A_removed_entry_matches_no_more_and_the_index_before_is_as_it_was()
    {
        var (first, second) = (PolicyTests.Entry(ListKind.Block, ListSubject.Customer, "c1"), PolicyTests.Entry(ListKind.Review, ListSubject.Customer, "c1"));
        var before = ListIndex.Empty.With([first, second]);
        first.Remove("someone", Payments.Noon, 2);

        var after = before.With([first]);

        after.Match(RuleInputs.Bare.Transaction, Payments.Noon)!.Select(finding => finding.Name).ShouldBe(["review"]);
        after.With([first]).Match(RuleInputs.Bare.Transaction, Payments.Noon)!.Count.ShouldBe(1); // told again: the same
    }

    [Fact]
    public void Entries_that_ended_are_dropped_and_the_others_stay()
    {
        var index = ListIndex.Empty.With(
        [
            PolicyTests.Entry(ListKind.Block, ListSubject.Customer, "c1", Payments.Noon.AddHours(1)),
            PolicyTests.Entry(ListKind.Allow, ListSubject.Customer, "c1", Payments.Noon.AddHours(2)),
            PolicyTests.Entry(ListKind.Review, ListSubject.Customer, "c1"),
            PolicyTests.Entry(ListKind.Review, ListSubject.Terminal, "w2", Payments.Noon.AddHours(1)),
        ]);

        var after = index.WithoutEnded(Payments.Noon.AddHours(1));

        (index.Count, after.Count).ShouldBe((4, 2));
        after.Match(RuleInputs.Bare.Transaction, Payments.Noon)!.Select(finding => finding.Name).ShouldBe(["allow", "review"]);
        after.WithoutEnded(Payments.Noon.AddHours(1)).ShouldBeSameAs(after);
    }

    [Fact]
    public void What_was_removed_or_told_twice_is_not_counted()
    {
        var (first, second) = (PolicyTests.Entry(ListKind.Block, ListSubject.Customer, "c1", Payments.Noon.AddHours(1)), PolicyTests.Entry(ListKind.Review, ListSubject.Customer, "c1"));
        var index = ListIndex.Empty.With([first, second]).With([second]);
        index.Count.ShouldBe(2);
        first.Remove("someone", Payments.Noon, 2);

        index = index.With([first]).With([first]);

        index.Count.ShouldBe(1);
        index.WithoutEnded(Payments.Noon.AddDays(1)).Count.ShouldBe(1);
    }

    private static List<Finding> Match(ListEntry entry) =>
        ListIndex.Empty.With([entry]).Match(RuleInputs.With(RuleInputs.Full).Transaction, Payments.Noon) ?? [];
}
