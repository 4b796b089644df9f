using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.ExportRecord;

[Collection(FraudCollection.Name)]
public sealed class ExportRecordTests(FraudFixture fraud)
{
    [Fact]
    public async Task A_record_has_everything_that_made_the_decision()
    {
        var payment = Requests.SuspiciousPayment();
        var decided = await fraud.ScoreAsync(payment);
        using var analyst = fraud.CreateClient(role: "analyst", subject: "ada");
        using var labelled = await analyst.PostAsJsonAsync("/v1/labels", Requests.Label(payment.Id()));
        await labelled.ReadOkAsync();

        using var response = await analyst.GetAsync($"/v1/transactions/{payment.Id()}/record");
        var record = await response.ReadOkAsync();

        ((string?)record["exportedBy"]).ShouldBe("ada");
        var decision = record["transaction"]!["decision"]!;
        JsonNode.DeepEquals(decision["model"], decided["model"]).ShouldBeTrue();
        ((decimal)record["facts"]!["amount"]!).ShouldBe(900);
        ((bool)record["replay"]!["identical"]!).ShouldBeTrue();
        record["whatIf"]!["changes"]!.AsArray().ShouldNotBeEmpty();
        ((string?)record["labels"]![0]!["verdict"]).ShouldBe("chargeback");
        ((string?)record["transaction"]!["labelHistory"]![0]!["actor"]).ShouldBe("ada");
        var logOdds = (double)decision["explanation"]!["logOdds"]!;
        (1 / (1 + Math.Exp(-logOdds))).ShouldBe((float)decided["score"]!, 1e-5);
        ((double)decision["explanation"]!["baseValue"]! + decision["explanation"]!["contributions"]!.AsArray().Sum(c => (double)c!["logOdds"]!))
            .ShouldBe(logOdds, 1e-9);
    }

    [Fact]
    public async Task Who_did_what_with_its_case_is_in_it()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);
        using var analyst = fraud.CreateClient(role: "analyst", subject: "ada");
        var fraudCase = (string)(await RecordAsync(payment.Id(), analyst))["case"]!["id"]!;
        using var taken = await analyst.PostAsync($"/v1/cases/{fraudCase}/take", content: null);
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var noted = await analyst.PostAsJsonAsync($"/v1/cases/{fraudCase}/notes", new { note = "Called <b>the customer</b> & waited" });
        noted.IsSuccessStatusCode.ShouldBeTrue(await noted.Content.ReadAsStringAsync());

        var history = (await RecordAsync(payment.Id(), analyst))["case"]!["history"]!.AsArray();

        history.Select(deed => ((string?)deed!["action"], (string?)deed["actor"]))
            .ShouldBe([("opened", null), ("alert-collected", null), ("taken", "ada"), ("noted", "ada")]);
        (await PageAsync(payment.Id(), analyst)).Html.ShouldContain("Called &lt;b&gt;the customer&lt;/b&gt; &amp; waited");
    }

    [Fact]
    public async Task Of_a_long_history_what_people_did_is_kept_before_the_alerts()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);
        using var analyst = fraud.CreateClient(role: "analyst", subject: "ada");
        var fraudCase = Guid.Parse((string)(await RecordAsync(payment.Id(), analyst))["case"]!["id"]!);
        await fraud.InDatabaseAsync(database => database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO fraud.case_history (case_id, number, at, action, about)
            SELECT {fraudCase}, number, now(), 'AlertCollected', 'x' FROM generate_series(3, 1200) AS number;
            UPDATE fraud.cases SET entry_count = 1200 WHERE id = {fraudCase};
            """));
        (await analyst.PostAsync($"/v1/cases/{fraudCase}/take", content: null)).EnsureSuccessStatusCode().Dispose();

        var record = await RecordAsync(payment.Id(), analyst);

        var history = record["case"]!["history"]!.AsArray();
        history.Count.ShouldBe(1_000);
        ((string?)history[^1]!["action"], (int)history[^1]!["number"]!).ShouldBe(("taken", 1_201));
        history.Select(deed => (int)deed!["number"]!).ShouldBeInOrder();
        record["notes"]!.AsArray().Select(note => (string?)note)
            .ShouldContain("Of the 1201 lines of the case's history 1000 are given: alerts that it collected were left out first.");
    }

    [Fact]
    public async Task The_page_runs_and_loads_nothing()
    {
        var payment = Requests.SuspiciousPayment();
        await fraud.ScoreAsync(payment);
        using var analyst = fraud.Analyst;

        var (html, headers) = await PageAsync(payment.Id(), analyst);

        headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'sha256-");
        headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldContain("What would have changed it");
        foreach (var no in new[] { "<script", "style=\"", "<link", "<img", "<form", "<a ", "http:", "https:", "NaN" })
        {
            html.ShouldNotContain(no);
        }

        Regex.IsMatch(html, "<[^>]* on[a-z]+=").ShouldBeFalse();
        // The policy allows the style that is in the page, and no other.
        var style = html.Split("<style>")[1].Split("</style>")[0];
        headers.GetValues("Content-Security-Policy").Single()
            .ShouldContain($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'");
    }

    [Fact]
    public async Task Whatever_is_in_a_text_stays_text()
    {
        const string Evil = "<img src=x onerror=\"alert('1')\">&";
        var id = Requests.NewId();
        await fraud.InDatabaseAsync(async database =>
        {
            database.Transactions.Add(new Transaction
            {
                Id = id,
                CustomerId = Evil,
                TerminalId = Evil,
                Amount = 5,
                BaseAmount = 5,
                Currency = "EUR",
                At = Requests.Now.ToUniversalTime(),
                RecordedAt = Requests.Now.ToUniversalTime(),
            });
            return await database.SaveChangesAsync();
        });
        using var analyst = fraud.CreateClient(role: "analyst", subject: "<script>alert(1)</script>");

        var (html, _) = await PageAsync(id, analyst);

        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        html.ShouldContain("&lt;img src=x onerror=&quot;alert(&#x27;1&#x27;)&quot;&gt;&amp;");
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        html.ShouldContain("Imported history: nothing was decided here.");
    }

    private static async Task<JsonObject> RecordAsync(string id, HttpClient client)
    {
        using var response = await client.GetAsync($"/v1/transactions/{id}/record");
        return await response.ReadOkAsync();
    }

    private static async Task<(string Html, HttpResponseHeaders Headers)> PageAsync(string id, HttpClient client)
    {
        using var response = await client.GetAsync($"/v1/transactions/{id}/record.html");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        return (await response.Content.ReadAsStringAsync(), response.Headers);
    }
}
