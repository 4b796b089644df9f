using Healthcare.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Healthcare.Api.Features.ListScanners;

public sealed class ListScannersHandler(HealthcareDbContext database)
{
    public async Task<ScannerPage> HandleAsync(int limit, string? after, CancellationToken cancellationToken)
    {
        var scanners = await database.Scanners.AsNoTracking()
            .Where(scanner => after == null || string.Compare(scanner.Id, after) > 0)
            .OrderBy(scanner => scanner.Id)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        var page = scanners.Take(limit).Select(ListedScanner.Of).ToArray();
        return new ScannerPage(page, scanners.Count > limit ? page[^1].ScannerId : null);
    }
}
