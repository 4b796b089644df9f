using System.Net;

namespace Fraud.FunctionalTests.Features.OperateModels;

[Collection(FraudCollection.Name)]
public sealed class SwapModelTests(FraudFixture fraud)
{
    [Fact]
    public async Task A_version_is_swapped_in_decides_and_is_rolled_back()
    {
        using var client = fraud.Operator;
        var before = await StatesAsync(client);
        before.Select(version => version.Version).ShouldBe([FraudFixture.Other, FraudFixture.Shipped]);
        before[0].State.ShouldBeOneOf("available", "replay"); // in memory where another test had a decision replayed
        before[1].State.ShouldBe("serving");

        using (var swapped = await client.PostAsync($"/v1/models/fraud/versions/{FraudFixture.Other}/serve", content: null))
        {
            ((string?)(await swapped.ReadOkAsync())["outcome"]).ShouldBe("swapped");
        }

        (await StatesAsync(client)).ShouldBe([(FraudFixture.Other, "serving"), (FraudFixture.Shipped, "previous")]);
        (await DecidedByAsync()).ShouldBe(FraudFixture.Other);

        using (var back = await client.PostAsync("/v1/models/fraud/roll-back", content: null))
        {
            ((string?)(await back.ReadOkAsync())["to"]).ShouldBe(FraudFixture.Shipped);
        }

        (await StatesAsync(client)).ShouldBe([(FraudFixture.Other, "withdrawn"), (FraudFixture.Shipped, "serving")]);
        (await DecidedByAsync()).ShouldBe(FraudFixture.Shipped);
        using var again = await client.PostAsync("/v1/models/fraud/roll-back", content: null);
        await again.ReadProblemAsync(HttpStatusCode.Conflict);
    }

    private async Task<string> DecidedByAsync() => (string)(await fraud.ScoreAsync(Requests.Payment()))["model"]!["version"]!;

    private static async Task<(string Version, string State)[]> StatesAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/v1/models/fraud");
        var overview = await response.ReadOkAsync();
        return [.. overview["versions"]!.AsArray().Select(version => ((string)version!["version"]!, (string)version["state"]!))];
    }
}
