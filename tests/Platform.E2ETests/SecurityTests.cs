using System.Net;

namespace Platform.E2ETests;

[Collection(PlatformCollection.Name)]
public sealed class SecurityTests(PlatformFixture platform)
{
    [Theory]
    [InlineData("fraud-api")]
    [InlineData("retail-api")]
    [InlineData("manufacturing-api")]
    [InlineData("healthcare-api")]
    public async Task A_service_answers_nobody_without_a_token_but_says_that_it_lives(string service)
    {
        using var anonymous = await platform.ClientAsync(service);

        (await anonymous.GetAsync("/v1/summary")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await anonymous.GetAsync("/alive")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("fraud-api", "shopper")]
    [InlineData("retail-api", "radiologist")]
    [InlineData("manufacturing-api", "analyst")]
    [InlineData("healthcare-api", "technician")]
    public async Task A_role_of_another_service_is_refused(string service, string role)
    {
        using var stranger = await platform.ClientAsync(service, role);

        (await stranger.GetAsync("/v1/summary")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
