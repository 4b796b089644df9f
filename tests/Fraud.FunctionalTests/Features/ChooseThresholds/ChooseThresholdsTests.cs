using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Fraud.Api.Domain.Costs;

namespace Fraud.FunctionalTests.Features.ChooseThresholds;

[Collection(FraudCollection.Name)]
public sealed class ChooseThresholdsTests(FraudFixture fraud)
{
    private static readonly DateTimeOffset From = new(2019, 2, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_cheapest_pair_is_found_and_drawn()
    {
        var stored = await fraud.StoreAsync(From, payments: 300, days: 9);
        var labelled = stored.Where(p => p.Verdict is not null).ToArray();

        var choice = JsonNode.Parse(await GetAsync(Path("cost", 9)))!;

        var naive = new ThresholdCosts(
            [.. labelled.Select(p => new KnownPayment(p.Decision!.Score, (double)p.BaseAmount, p.IsFraud() == true))], new CostOfErrors(12, 80)).Cheapest();
        ((double)choice["chosen"]!["cost"]!).ShouldBe(naive.Cost, 1e-6);
        ((double)choice["chosen"]!["cost"]!).ShouldBeLessThanOrEqualTo((double)choice["current"]!["cost"]!);
        ((int)choice["payments"]!, (int)choice["unlabelled"]!).ShouldBe((labelled.Length, stored.Length - labelled.Length));
        choice["byReview"]!.AsArray().Min(point => (double)point!["cost"]!).ShouldBe(naive.Cost, 1e-6);
        choice["byReview"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(200);
        ((int)choice["check"]!["payments"]!).ShouldBe(labelled.Count(p => p.At >= From.AddDays(6)));

        var picture = await GetAsync(Path("cost.svg", 9));
        XDocument.Parse(picture).Root!.Name.LocalName.ShouldBe("svg");
        picture.ShouldNotContain("script");
        picture.ShouldNotContain("href");
    }

    [Fact]
    public async Task A_period_without_decisions_has_no_choice_and_an_empty_picture()
    {
        var choice = JsonNode.Parse(await GetAsync("/v1/thresholds/cost?from=2001-01-01T00:00:00Z&until=2001-02-01T00:00:00Z&reviewCost=1&stoppedCustomerCost=1"))!;

        choice["chosen"].ShouldBeNull();
        (await GetAsync("/v1/thresholds/cost.svg?from=2001-01-01T00:00:00Z&until=2001-02-01T00:00:00Z&reviewCost=1&stoppedCustomerCost=1"))
            .ShouldContain("No labelled decision");
    }

    [Theory]
    [InlineData("until=2001-02-01T00:00:00Z&reviewCost=-1&stoppedCustomerCost=1")]
    [InlineData("until=2001-02-01T00:00:00Z&reviewCost=1&stoppedCustomerCost=1&lossShare=2")]
    [InlineData("until=2001-02-01T00:00:00Z&reviewCost=NaN&stoppedCustomerCost=1")]
    [InlineData("until=2000-02-01T00:00:00Z&reviewCost=1&stoppedCustomerCost=1")]
    [InlineData("until=2009-02-01T00:00:00Z&reviewCost=1&stoppedCustomerCost=1")]
    [InlineData("until=2001-02-01T00:00:00Z&reviewCost=1")]
    [InlineData("until=2001-02-01T00:00:00Z&reviewCost=1&stoppedCustomerCost=1&version=%00%00%00%00%00")]
    public async Task What_makes_no_sense_is_refused(string query)
    {
        using var client = fraud.CreateClient(role: "risk-manager");

        using var response = await client.GetAsync($"/v1/thresholds/cost?from=2001-01-01T00:00:00Z&{query}");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_not_found()
    {
        using var client = fraud.CreateClient(role: "risk-manager");

        using var response = await client.GetAsync(Path("cost", 9) + "&version=9.9.9");

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_time_with_an_offset_is_the_moment_that_it_names()
    {
        var from = new DateTimeOffset(2019, 6, 1, 0, 0, 0, TimeSpan.Zero);
        await fraud.StoreAsync(from, payments: 48, days: 2);

        var choice = JsonNode.Parse(await GetAsync(
            "/v1/thresholds/cost?from=2019-06-01T14:00:00%2B02:00&until=2019-06-01T16:00:00-08:00&reviewCost=1&stoppedCustomerCost=1"))!;

        ((int)choice["payments"]! + (int)choice["unlabelled"]!).ShouldBe(12);
        ((DateTimeOffset)choice["from"]!).ShouldBe(from.AddHours(12));
    }

    private static string Path(string what, int days) => string.Create(
        CultureInfo.InvariantCulture, $"/v1/thresholds/{what}?from={From:yyyy-MM-dd}T00:00:00Z&until={From.AddDays(days):yyyy-MM-dd}T00:00:00Z&reviewCost=12&stoppedCustomerCost=80");

    private async Task<string> GetAsync(string path)
    {
        using var client = fraud.CreateClient(role: "risk-manager");
        using var response = await client.GetAsync(path);
        var content = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, content);
        return content;
    }
}
