using System.Net.Http.Json;
using System.Text.Json;
using Platform.TestKit;

namespace Platform.E2ETests;

[Collection(PlatformCollection.Name)]
public sealed class SimulatorTests(PlatformFixture platform)
{
    [Theory]
    [InlineData("fraud-api")]
    [InlineData("retail-api")]
    [InlineData("manufacturing-api")]
    [InlineData("healthcare-api")]
    public async Task Simulated_traffic_makes_every_service_decide(string service)
    {
        using var client = await platform.ClientAsync(service, "operator");

        await Eventually.TrueAsync(
            async () => (await client.GetFromJsonAsync<JsonElement>("/v1/summary")).GetProperty("latest").GetArrayLength() > 0,
            $"{service} has decided something",
            TimeSpan.FromMinutes(2));
    }
}
