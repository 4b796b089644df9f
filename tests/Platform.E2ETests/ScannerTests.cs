using System.Net.Http.Json;
using System.Text.Json;
using Platform.TestKit;
using Simulator.Imaging;
using Simulator.Wear;

namespace Platform.E2ETests;

[Collection(PlatformCollection.Name)]
public sealed class ScannerTests(PlatformFixture platform)
{
    [Fact]
    public async Task A_scanner_that_Manufacturing_sees_failing_is_marked_in_Healthcares_worklist()
    {
        const string Scanner = "e2e-scanner";
        using var manufacturing = await platform.ClientAsync("manufacturing-api", "simulator");
        using var healthcare = await platform.ClientAsync("healthcare-api", "simulator");
        (await healthcare.PutAsJsonAsync($"/v1/scanners/{Scanner}", new { Location = "Emergency" })).EnsureSuccessStatusCode();
        (await manufacturing.PutAsJsonAsync($"/v1/machines/{Scanner}", new { Kind = "scanner", Name = Scanner, Limit = 30 })).EnsureSuccessStatusCode();

        var machine = new WearingMachine(seed: 1, Scanner, generation: 0);
        var started = DateTimeOffset.UnixEpoch.AddYears(50);
        var readings = Enumerable.Range(1, machine.Life - 3).Select(cycle =>
        {
            var (settings, sensors) = machine.At(cycle);
            return new { MachineId = Scanner, Cycle = cycle, At = started.AddHours(cycle), Settings = settings, Sensors = sensors };
        });
        var recorded = await manufacturing.PostAsJsonAsync("/v1/readings", new { Readings = readings });

        recorded.IsSuccessStatusCode.ShouldBeTrue(await recorded.Content.ReadAsStringAsync());
        await Eventually.TrueAsync(
            async () => (await healthcare.GetFromJsonAsync<JsonElement>("/v1/scanners")).GetProperty("scanners").EnumerateArray()
                .Any(scanner => scanner.GetProperty("scannerId").GetString() == Scanner
                    && scanner.TryGetProperty("failure", out var failure) && failure.ValueKind == JsonValueKind.Object),
            "the scanner is marked");
    }

    [Fact]
    public async Task An_X_ray_is_analysed_and_stands_in_the_worklist()
    {
        using var healthcare = await platform.ClientAsync("healthcare-api", "simulator");
        (await healthcare.PutAsJsonAsync("/v1/scanners/e2e-xray", new { Location = "Emergency" })).EnsureSuccessStatusCode();
        using var image = new ByteArrayContent(Phantom.Paint(1, 1, sick: true));
        image.Headers.ContentType = new("image/jpeg");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("e2e-study"), "studyId" },
            { new StringContent("e2e-xray"), "scannerId" },
            { new StringContent("2026-01-05T08:00:00Z"), "takenAt" },
            { image, "image", "chest.jpg" },
        };

        var uploaded = await healthcare.PostAsync("/v1/studies", form);

        uploaded.IsSuccessStatusCode.ShouldBeTrue(await uploaded.Content.ReadAsStringAsync());
        using var radiologist = await platform.ClientAsync("healthcare-api", "radiologist");
        (await radiologist.GetStringAsync("/v1/worklist?limit=100")).ShouldContain("e2e-study");
    }
}
