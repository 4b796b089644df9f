using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests.Features.RecordLabel;

[Collection(FraudCollection.Name)]
public sealed class RecordLabelTests(FraudFixture fraud)
{
    [Fact]
    public async Task A_label_is_kept_with_the_transaction()
    {
        var payment = await ScoredAsync();

        using var response = await PostAsync(Requests.Label(payment.Id()));

        await response.ReadOkAsync();
        (await VerdictAsync(payment)).ShouldBe("chargeback");
    }

    [Fact]
    public async Task The_same_label_again_changes_nothing()
    {
        var payment = await ScoredAsync();
        var label = Requests.Label(payment.Id());
        (await PostAsync(label)).Dispose();

        using var response = await PostAsync(label);

        await response.ReadOkAsync();
        (await VerdictAsync(payment)).ShouldBe("chargeback");
    }

    [Fact]
    public async Task A_later_label_corrects_an_earlier_one()
    {
        var payment = await ScoredAsync();
        (await PostAsync(Requests.Label(payment.Id(), "genuine", Requests.Now.AddMinutes(-2)))).Dispose();

        using var response = await PostAsync(Requests.Label(payment.Id(), "chargeback", Requests.Now));

        await response.ReadOkAsync();
        (await VerdictAsync(payment)).ShouldBe("chargeback");
    }

    [Fact]
    public async Task An_earlier_label_does_not_undo_a_later_one()
    {
        var payment = await ScoredAsync();
        (await PostAsync(Requests.Label(payment.Id(), "chargeback", Requests.Now))).Dispose();

        using var response = await PostAsync(Requests.Label(payment.Id(), "genuine", Requests.Now.AddMinutes(-2)));

        await response.ReadProblemAsync(HttpStatusCode.Conflict);
        (await VerdictAsync(payment)).ShouldBe("chargeback");
    }

    [Fact]
    public async Task Two_verdicts_of_one_time_conflict_even_at_once()
    {
        var payment = await ScoredAsync();
        var at = Requests.Now;

        var responses = await Task.WhenAll(
            PostAsync(Requests.Label(payment.Id(), "chargeback", at)), PostAsync(Requests.Label(payment.Id(), "genuine", at)));

        responses.Select(response => response.StatusCode).ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict], ignoreOrder: true);
    }

    [Fact]
    public async Task An_unknown_transaction_is_not_found()
    {
        using var response = await PostAsync(Requests.Label(Requests.NewId()));

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_label_before_the_payment_is_refused()
    {
        var payment = await ScoredAsync();

        using var response = await PostAsync(Requests.Label(payment.Id(), at: Requests.Now.AddDays(-2)));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "at");
        (await VerdictAsync(payment)).ShouldBeNull();
    }

    [Theory]
    [InlineData("verdict", "fraud")]
    [InlineData("verdict", null)]
    [InlineData("at", "2199-01-01T00:00:00Z")]
    [InlineData("at", "soon")]
    [InlineData("transactionId", "has space")]
    public async Task A_wrong_value_is_refused_and_nothing_stored(string member, string? value)
    {
        var payment = await ScoredAsync();

        using var response = await PostAsync(Requests.Label(payment.Id()).With(member, value));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, member);
        (await VerdictAsync(payment)).ShouldBeNull();
    }

    private async Task<JsonObject> ScoredAsync()
    {
        var payment = Requests.Payment();
        await fraud.ScoreAsync(payment);
        return payment;
    }

    private async Task<string?> VerdictAsync(JsonObject payment) => (string?)(await fraud.GetAsync(payment.Id()))["label"]?["verdict"];

    private async Task<HttpResponseMessage> PostAsync(JsonObject label)
    {
        using var client = fraud.Analyst;
        return await client.PostAsJsonAsync("/v1/labels", label);
    }
}
