using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Fraud.FunctionalTests.Features.OperateModels;

[Collection(FraudCollection.Name)]
public sealed class OperateModelsTests(FraudFixture fraud)
{
    private static readonly Uri Model = new("/v1/models/fraud", UriKind.Relative);

    [Fact]
    public async Task An_operator_sees_which_version_serves_and_nobody_else_does()
    {
        using var operators = fraud.CreateClient(role: "operator");
        using var analyst = fraud.CreateClient(role: "analyst");

        var status = await operators.GetFromJsonAsync<JsonObject>(Model);

        status!["serving"]!["version"]!.GetValue<string>().ShouldBe(FraudFixture.Shipped);
        using var refused = await analyst.GetAsync(Model);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_not_found_and_nothing_before_is_a_conflict()
    {
        using var program = fraud.CreateClient(scopes: ["fraud.operate"]);

        using var unknown = await program.PostAsync(new Uri("/v1/models/fraud/versions/9.9.9/serve", UriKind.Relative), null);
        using var nothing = await program.PostAsync(new Uri("/v1/models/fraud/roll-back", UriKind.Relative), null);
        using var same = await program.PostAsync(new Uri($"/v1/models/fraud/versions/{FraudFixture.Shipped}/serve", UriKind.Relative), null);

        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        nothing.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await same.Content.ReadFromJsonAsync<JsonObject>())!["outcome"]!.GetValue<string>().ShouldBe("already-serving");
    }
}
