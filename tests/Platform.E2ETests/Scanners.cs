using System.Net.Http.Json;
using Simulator.Imaging;
using Simulator.Wear;

namespace Platform.E2ETests;

/// <summary>What a hospital's scanners send, part of a trace when one is named.</summary>
internal static class Scanners
{
    /// <summary>Registers a scanner in Manufacturing and Healthcare, and reports readings until it is about to fail.</summary>
    public static async Task WearOutAsync(PlatformFixture platform, string scanner, string? traceParent = null)
    {
        using var manufacturing = await platform.ClientAsync("manufacturing-api", "simulator");
        using var healthcare = await platform.ClientAsync("healthcare-api", "simulator");
        (await healthcare.PutAsJsonAsync($"/v1/scanners/{scanner}", new { Location = "Emergency" })).EnsureSuccessStatusCode();
        (await manufacturing.PutAsJsonAsync($"/v1/machines/{scanner}", new { Kind = "scanner", Name = scanner, Limit = 30 })).EnsureSuccessStatusCode();

        var machine = new WearingMachine(seed: 1, scanner, generation: 0);
        var started = DateTimeOffset.UnixEpoch.AddYears(50);
        var readings = Enumerable.Range(1, machine.Life - 3).Select(cycle =>
        {
            var (settings, sensors) = machine.At(cycle);
            return new { MachineId = scanner, Cycle = cycle, At = started.AddHours(cycle), Settings = settings, Sensors = sensors };
        });
        await SendAsync(manufacturing, "/v1/readings", JsonContent.Create(new { Readings = readings }), traceParent);
    }

    /// <summary>Uploads an X-ray of somebody who is ill.</summary>
    public static async Task TakeXRayAsync(PlatformFixture platform, string study, string? traceParent = null)
    {
        using var healthcare = await platform.ClientAsync("healthcare-api", "simulator");
        (await healthcare.PutAsJsonAsync("/v1/scanners/e2e-xray", new { Location = "Emergency" })).EnsureSuccessStatusCode();
        var image = new ByteArrayContent(Phantom.Paint(1, 1, sick: true));
        image.Headers.ContentType = new("image/jpeg");
        await SendAsync(
            healthcare,
            "/v1/studies",
            new MultipartFormDataContent
            {
                { new StringContent(study), "studyId" },
                { new StringContent("e2e-xray"), "scannerId" },
                { new StringContent("2026-01-05T08:00:00Z"), "takenAt" },
                { image, "image", "chest.jpg" },
            },
            traceParent);
    }

    private static async Task SendAsync(HttpClient client, string path, HttpContent content, string? traceParent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
        }

        using var response = await client.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }
}
