using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.ScoreTransaction;

[Collection(FraudCollection.Name)]
public sealed class ScoreTransactionRefusalTests(FraudFixture fraud)
{
    public static TheoryData<string, string> WrongValues => new()
    {
        { "transactionId", "\"\"" },
        { "transactionId", "\"has space\"" },
        { "transactionId", $"\"{new string('x', 65)}\"" },
        { "transactionId", "\"line\\nbreak\"" },
        { "transactionId", "\"zero\\u0000\"" },
        { "transactionId", "null" },
        { "transactionId", "17" },
        { "customerId", "\"<script>\"" },
        { "terminalId", "\"\"" },
        { "amount", "0" },
        { "amount", "-1" },
        { "amount", "10000001" },
        { "amount", "1e300" },
        { "amount", "1.23456" },
        { "amount", "\"12\"" },
        { "amount", "NaN" },
        { "amount", "null" },
        { "currency", "\"EURO\"" },
        { "currency", "\"eur\"" },
        { "currency", "\"ABC\"" },
        { "currency", "\"KWD\"" }, // no rate
        { "at", "\"yesterday\"" },
        { "at", "\"2026-01-31T12:00:00\"" },
        { "at", "\"1999-12-31T23:59:59Z\"" },
        { "at", "\"2199-01-01T00:00:00Z\"" },
        { "at", "1" },
        { "channel", "\"pigeon\"" },
        { "channel", "1" },
        { "country", "\"XX\"" },
        { "country", "\"de\"" },
        { "deviceId", "\"has space\"" },
        { "deviceId", $"\"{new string('x', 65)}\"" },
        { "merchantCategory", "\"541\"" },
        { "merchantCategory", "\"54111\"" },
        { "merchantCategory", "5411" },
        { "cardRange", "\"40001\"" },
        { "cardRange", "\"4000123456789012\"" }, // a whole card number
        { "cardRange", "\"4000-12\"" },
        { "deadlineMs", "0" },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public async Task A_wrong_value_is_refused_and_nothing_stored(string member, string value)
    {
        var id = Requests.NewId();
        var payment = Requests.Payment(id).Without(member).ToJsonString();
        var body = $"{payment[..^1]},\"{member}\":{value}}}";

        using var response = await PostAsync(body);

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, value == "NaN" ? null : member);
        await NothingIsStoredAsync((string)Requests.Payment(id)["transactionId"]!);
    }

    [Theory]
    [InlineData("EUR", "10000000.01", "must be at most 10000000 EUR")]
    [InlineData("USD", "10389001", "must be at most 10389000 USD (10000000 EUR)")]
    [InlineData("IDR", "168208800001", "must be at most 168208800000 IDR (10000000 EUR)")]
    public async Task An_amount_beyond_the_limit_is_refused_with_the_limit_in_its_currency(string currency, string amount, string fault)
    {
        var payment = Requests.Payment().With("currency", currency).With("amount", decimal.Parse(amount, CultureInfo.InvariantCulture));

        using var response = await PostAsync(payment.ToJsonString());

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest, "amount");
        problem["errors"]!["amount"]!.AsArray().Select(text => (string?)text).ShouldBe([fault]);
        await NothingIsStoredAsync(payment.Id());
    }

    [Theory]
    [InlineData("transactionId")]
    [InlineData("customerId")]
    [InlineData("terminalId")]
    [InlineData("amount")]
    [InlineData("currency")]
    [InlineData("at")]
    public async Task A_missing_member_is_refused_and_nothing_stored(string member)
    {
        var payment = Requests.Payment();

        using var response = await PostAsync(payment.Without(member).ToJsonString());

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
        await NothingIsStoredAsync(payment.Id());
    }

    [Fact]
    public async Task An_unknown_member_is_refused()
    {
        var payment = Requests.Payment().With("colour", "red");

        using var response = await PostAsync(payment.ToJsonString());

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        await NothingIsStoredAsync(payment.Id());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task What_is_no_payment_is_refused(string body)
    {
        using var response = await PostAsync(body);

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Four_minutes_ahead_is_a_difference_of_clocks_and_six_are_the_future()
    {
        await fraud.ScoreAsync(Requests.Payment(at: Requests.Now.AddMinutes(4)));

        using var response = await PostAsync(Requests.Payment(at: Requests.Now.AddMinutes(6)).ToJsonString());

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "at");
    }

    [Fact]
    public async Task A_huge_id_is_refused()
    {
        var payment = Requests.Payment().With("customerId", new string('x', 500_000));

        using var response = await PostAsync(payment.ToJsonString());

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "customerId");
        await NothingIsStoredAsync(payment.Id());
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        using var response = await PostAsync(Requests.Payment().ToJsonString(), "text/plain");

        await response.ReadProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string mediaType = "application/json")
    {
        using var client = fraud.Payments;
        return await client.PostAsync("/v1/transactions", new StringContent(body, Encoding.UTF8, mediaType));
    }

    private async Task NothingIsStoredAsync(string id) =>
        (await fraud.InDatabaseAsync(database => database.Transactions.CountAsync(transaction => transaction.Id == id))).ShouldBe(0);
}
