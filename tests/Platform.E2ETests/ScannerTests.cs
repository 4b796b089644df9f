using System.Net.Http.Json;
using System.Text.Json;
using Platform.TestKit;

namespace Platform.E2ETests;

[Collection(PlatformCollection.Name)]
public sealed class ScannerTests(PlatformFixture platform)
{
    [Fact]
    public async Task A_scanner_that_Manufacturing_sees_failing_is_marked_in_Healthcares_worklist()
    {
        const string Scanner = "e2e-scanner";
        using var healthcare = await platform.ClientAsync("healthcare-api", "simulator");

        await Scanners.WearOutAsync(platform, Scanner);

        await Eventually.TrueAsync(
            async () => (await healthcare.GetFromJsonAsync<JsonElement>("/v1/scanners")).GetProperty("scanners").EnumerateArray()
                .Any(scanner => scanner.GetProperty("scannerId").GetString() == Scanner
                    && scanner.TryGetProperty("failure", out var failure) && failure.ValueKind == JsonValueKind.Object),
            "the scanner is marked");
    }

    [Fact]
    public async Task An_X_ray_is_analysed_and_stands_in_the_worklist()
    {
        await Scanners.TakeXRayAsync(platform, "e2e-study");

        using var radiologist = await platform.ClientAsync("healthcare-api", "radiologist");
        (await radiologist.GetStringAsync("/v1/worklist?limit=100")).ShouldContain("e2e-study");
    }
}
