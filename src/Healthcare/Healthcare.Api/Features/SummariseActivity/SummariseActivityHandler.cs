using System.Globalization;
using System.Text.Json;
using Healthcare.Api.Data;
using Healthcare.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Healthcare.Api.Features.SummariseActivity;

public sealed class SummariseActivityHandler(HealthcareDbContext database, TimeProvider time)
{
    private const int Latest = 10;

    public async Task<ActivitySummary> HandleAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - period;
        var studies = database.Studies.AsNoTracking().Where(study => study.ReceivedAt >= since);
        var counts = await studies
            .GroupBy(study => study.Urgency)
            .Select(group => new { Urgency = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Urgency, group => group.Count, cancellationToken);
        var latest = await studies
            .Include(study => study.Analysis)
            .OrderByDescending(study => study.ReceivedAt)
            .Take(Latest)
            .ToListAsync(cancellationToken);
        var scannerIds = latest.Select(study => study.ScannerId).Distinct().ToArray();
        var scanners = await database.Scanners.AsNoTracking()
            .Where(scanner => scannerIds.Contains(scanner.Id))
            .ToDictionaryAsync(scanner => scanner.Id, cancellationToken);

        return new ActivitySummary(
            since,
            Enum.GetValues<Urgency>().ToDictionary(
                urgency => JsonNamingPolicy.KebabCaseLower.ConvertName(urgency.ToString()),
                urgency => counts.GetValueOrDefault(urgency)),
            [.. latest.Select(study => Line(study, scanners[study.ScannerId]))]);
    }

    private static RecentStudy Line(Study study, Scanner scanner)
    {
        var detail = study.Analysis is { } analysis
            ? string.Create(CultureInfo.InvariantCulture, $"probability of pneumonia {analysis.Probability:0.00}")
            : study.FailureReason!;
        if (scanner.StandingFailure is { } failure)
        {
            detail += string.Create(CultureInfo.InvariantCulture, $"; scanner {scanner.Id} expected to fail in {failure.RemainingCycles:0} cycles");
        }

        return new RecentStudy(study.ReceivedAt, $"study {study.Id}", study.Urgency, detail);
    }
}
