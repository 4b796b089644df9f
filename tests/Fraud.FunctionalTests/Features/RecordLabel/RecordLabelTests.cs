using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Npgsql;

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
    public async Task Every_label_is_kept_with_who_gave_it_and_what_it_corrected()
    {
        var payment = await ScoredAsync();
        var (first, second) = (Requests.Now.AddMinutes(-2), Requests.Now);
        (await PostAsync(Requests.Label(payment.Id(), "genuine", first), "ada")).Dispose();
        (await PostAsync(Requests.Label(payment.Id(), "genuine", first), "bea")).Dispose(); // changes nothing
        (await PostAsync(Requests.Label(payment.Id(), "chargeback", second), "bea")).Dispose();
        (await PostAsync(Requests.Label(payment.Id(), "genuine", first), "ada")).Dispose(); // is refused

        var history = (await fraud.GetAsync(payment.Id()))["labelHistory"]!.AsArray();

        history.Select(label => ((string?)label!["verdict"], (string?)label["actor"], (string?)label["source"]))
            .ShouldBe([("genuine", "ada", "endpoint"), ("chargeback", "bea", "endpoint")]);
        ((DateTimeOffset)history[0]!["at"]!).ShouldBe(first, TimeSpan.FromMicroseconds(1));
        ((DateTimeOffset)history[1]!["recordedAt"]!).ShouldBe(Requests.Now, TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("UPDATE fraud.label_history SET actor = 'nobody' WHERE transaction_id = {0}")]
    [InlineData("DELETE FROM fraud.label_history WHERE transaction_id = {0}")]
    [InlineData("TRUNCATE fraud.label_history")]
    public async Task The_history_of_labels_cannot_be_changed_even_in_the_database(string sql)
    {
        var payment = await ScoredAsync();
        (await PostAsync(Requests.Label(payment.Id()))).Dispose();

        var change = () => fraud.InDatabaseAsync(database => database.Database.ExecuteSqlRawAsync(sql, payment.Id()));

        (await change.ShouldThrowAsync<PostgresException>()).Message.ShouldContain("append-only");
    }

    [Fact]
    public async Task A_token_that_names_nobody_labels_nothing()
    {
        var payment = await ScoredAsync();

        using var response = await PostAsync(Requests.Label(payment.Id()), subject: "");

        await response.ReadProblemAsync(HttpStatusCode.Forbidden);
        (await VerdictAsync(payment)).ShouldBeNull();
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

    private async Task<HttpResponseMessage> PostAsync(JsonObject label, string subject = "tester")
    {
        using var client = fraud.CreateClient(role: "analyst", subject: subject);
        return await client.PostAsJsonAsync("/v1/labels", label);
    }
}
