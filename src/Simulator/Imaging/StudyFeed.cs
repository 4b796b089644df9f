using System.Globalization;
using System.Net.Http.Headers;
using Simulator.Traffic;

namespace Simulator.Imaging;

/// <summary>Chest X-rays for Healthcare, from the scanners that Manufacturing watches.</summary>
public sealed class StudyFeed(HttpClient healthcare, SimulationOptions options, ScannerPark park, TimeProvider time) : IFeed
{
    private readonly XrayCabinet _cabinet = new(options.Seed, options.DataRoot);
    private readonly HashSet<string> _registered = [];
    private int _number = (int)(time.GetUtcNow().ToUnixTimeSeconds() & int.MaxValue);

    public string Name => "studies";

    public double Rate => options.StudiesPerMinute / 60;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _registered.Clear();
        for (var place = 0; place < park.Places.Count; place++)
        {
            await RegisteredAsync(place, cancellationToken);
        }
    }

    public async Task StepAsync(CancellationToken cancellationToken)
    {
        var scanner = await RegisteredAsync(_number % park.Places.Count, cancellationToken);
        var picture = await _cabinet.TakeAsync(_number, cancellationToken);
        using var image = new ByteArrayContent(picture);
        image.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Guid.CreateVersion7(time.GetUtcNow()).ToString("N")), "studyId" },
            { new StringContent(scanner), "scannerId" },
            { new StringContent(time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)), "takenAt" },
            { image, "image", "chest.jpg" },
        };
        _ = await healthcare.SendAsync(HttpMethod.Post, "/v1/studies", form, cancellationToken);
        _number++;
    }

    public void Skip() => _number++;

    private async Task<string> RegisteredAsync(int place, CancellationToken cancellationToken)
    {
        var scanner = park.StandingAt(place);
        if (!_registered.Contains(scanner))
        {
            await healthcare.PutAsync($"/v1/scanners/{scanner}", new { Location = $"Radiology, room {place + 1}" }, cancellationToken);
            _registered.Add(scanner);
        }

        return scanner;
    }
}
