using Fraud.Api.Domain;

namespace Fraud.Tests.Data.Files;

public sealed class PaymentReaderTests
{
    private const string Details = HistoryFiles.Header + ",currency,labelled_at,channel,country,device,mcc,bin";

    [Fact]
    public async Task A_line_of_the_handbook_is_a_payment_with_a_label()
    {
        var (payments, errors) = await HistoryFiles.ReadCsvAsync(HistoryFiles.Header, "12,2018-04-01 00:00:31,596,3156,57.16,1");

        errors.ShouldBeEmpty();
        var payment = payments.ShouldHaveSingleItem();
        (payment.Line, payment.Id, payment.CustomerId, payment.TerminalId).ShouldBe((2, "12", "596", "3156"));
        (payment.Amount, payment.Currency, payment.BaseAmount).ShouldBe((57.16m, "EUR", 57.16m));
        payment.At.ShouldBe(new DateTimeOffset(2018, 4, 1, 0, 0, 31, TimeSpan.Zero));
        payment.Verdict.ShouldBe(Verdict.Chargeback);
        payment.LabelledAt.ShouldBe(new DateTimeOffset(2018, 4, 8, 0, 0, 31, TimeSpan.Zero));
        payment.Details.ShouldBe(PaymentDetails.None);
    }

    [Fact]
    public async Task Details_currency_and_the_time_of_the_label_are_read_where_they_are()
    {
        var (payments, errors) = await HistoryFiles.ReadCsvAsync(
            Details, "t1,2026-01-05T10:00:00+02:00,c1,m1,10,genuine,USD,2026-01-06 00:00:00,ecommerce,DE,d-1,5411,40012345");

        errors.ShouldBeEmpty();
        var payment = payments.ShouldHaveSingleItem();
        payment.At.ShouldBe(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        (payment.Currency, payment.BaseAmount).ShouldBe(("USD", 8m));
        (payment.Verdict, payment.LabelledAt).ShouldBe((Verdict.Genuine, new DateTimeOffset(2026, 1, 6, 0, 0, 0, TimeSpan.Zero)));
        payment.Details.ShouldBe(new PaymentDetails(Channel.Ecommerce, "DE", "d-1", "5411", "40012345"));
    }

    [Fact]
    public async Task A_label_whose_usual_delay_is_not_over_is_known_since_the_import()
    {
        var (payments, _) = await HistoryFiles.ReadCsvAsync(HistoryFiles.Header, "t1,2026-10-30 12:00:00,c1,m1,10,0");

        payments.ShouldHaveSingleItem().LabelledAt.ShouldBe(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("85.64999999999999", 85.65)] // as the handbook's data have it
    [InlineData("0.30000000000000004", .3)]
    [InlineData("1.5E2", 150)]
    [InlineData("12.3456", 12.3456)]
    public async Task What_binary_arithmetic_left_behind_is_no_part_of_an_amount(string text, double amount)
    {
        var (payments, _) = await HistoryFiles.ReadCsvAsync(HistoryFiles.Header, $"t1,2026-01-01,c1,m1,{text},0");

        payments.ShouldHaveSingleItem().Amount.ShouldBe((decimal)amount);
    }

    [Fact]
    public async Task Nothing_said_about_fraud_is_no_label()
    {
        var (payments, errors) = await HistoryFiles.ReadCsvAsync(HistoryFiles.Header, "t1,2026-01-01 00:00:00,c1,m1,10,");

        errors.ShouldBeEmpty();
        payments.ShouldHaveSingleItem().Verdict.ShouldBeNull();
    }

    [Theory]
    [InlineData("transaction", ",2026-01-01,c,m,1,0")]
    [InlineData("transaction", "a b,2026-01-01,c,m,1,0")]
    [InlineData("at", "t,01/02/2026,c,m,1,0")]
    [InlineData("at", "t,2027-01-01,c,m,1,0")]
    [InlineData("at", "t,1999-12-31,c,m,1,0")]
    [InlineData("at", "t,9999-12-31,c,m,1,0")] // "for ever", as some systems write nothing
    [InlineData("at", "t,9999-12-31T23:59:59-14:00,c,m,1,0")]
    [InlineData("at", "t,,c,m,1,0")]
    [InlineData("customer", "t,2026-01-01,Jane Doe,m,1,0")]
    [InlineData("terminal", "t,2026-01-01,c,,1,0")]
    [InlineData("amount", "t,2026-01-01,c,m,-1,0")]
    [InlineData("amount", "t,2026-01-01,c,m,\"1,50\",0")]
    [InlineData("amount", "t,2026-01-01,c,m,1.00001,0")]
    [InlineData("amount", "t,2026-01-01,c,m,NaN,0")]
    [InlineData("amount", "t,2026-01-01,c,m,1e30,0")]
    [InlineData("fraud", "t,2026-01-01,c,m,1,yes")]
    public async Task An_invalid_value_is_named_by_line_and_column_and_not_repeated(string column, string line)
    {
        var (payments, errors) = await HistoryFiles.ReadCsvAsync(HistoryFiles.Header, "t0,2026-01-01,c,m,1,0", line);

        payments.Count.ShouldBe(1);
        var error = errors.ShouldHaveSingleItem();
        (error.Line, error.Column).ShouldBe((3, column));
        error.Reason.ShouldNotContain("Jane");
        error.TransactionId.ShouldBe(column == "transaction" ? null : "t");
    }

    [Theory]
    [InlineData("currency", "t,2026-01-01,c,m,1,0,XXX,,,,,,")]
    [InlineData("currency", "t,2026-01-01,c,m,1,0,GBP,,,,,,")] // no rate
    [InlineData("labelled-at", "t,2026-01-02,c,m,1,0,EUR,2026-01-01,,,,,")]
    [InlineData("labelled-at", "t,2026-01-02,c,m,1,0,EUR,9999-12-31,,,,,")]
    [InlineData("channel", "t,2026-01-01,c,m,1,0,EUR,,pigeon,,,,")]
    [InlineData("country", "t,2026-01-01,c,m,1,0,EUR,,,XX,,,")]
    [InlineData("device", "t,2026-01-01,c,m,1,0,EUR,,,,a b,,")]
    [InlineData("merchant-category", "t,2026-01-01,c,m,1,0,EUR,,,,,54,")]
    [InlineData("card-range", "t,2026-01-01,c,m,1,0,EUR,,,,,,4001234567890123")]
    public async Task Details_are_held_to_the_rules_of_a_request(string column, string line)
    {
        var (payments, errors) = await HistoryFiles.ReadCsvAsync(Details, line);

        payments.ShouldBeEmpty();
        errors.ShouldHaveSingleItem().Column.ShouldBe(column);
    }

    [Theory]
    [InlineData("10000000", "EUR", null)]
    [InlineData("10000000.01", "EUR", "must be at most 10000000 EUR")]
    [InlineData("12500000", "USD", null)]
    [InlineData("12500000.01", "USD", "must be at most 12500000 USD (10000000 EUR)")]
    [InlineData("168208800000", "IDR", null)]
    [InlineData("168208800001", "IDR", "must be at most 168208800000 IDR (10000000 EUR)")]
    public async Task The_largest_amount_is_that_of_the_base_currency(string amount, string currency, string? fault)
    {
        var (payments, errors) = await HistoryFiles.ReadCsvAsync(Details, $"t,2026-01-01,c,m,{amount},0,{currency},,,,,,");

        payments.Count.ShouldBe(fault is null ? 1 : 0);
        errors.SingleOrDefault()?.Reason.ShouldBe(fault);
        errors.Count.ShouldBe(fault is null ? 0 : 1);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_line_is_told_at_once()
    {
        var (_, errors) = await HistoryFiles.ReadCsvAsync(HistoryFiles.Header, "t,never,c,m,much,0");

        errors.Select(error => error.Column).ShouldBe(["at", "amount"]);
    }
}
