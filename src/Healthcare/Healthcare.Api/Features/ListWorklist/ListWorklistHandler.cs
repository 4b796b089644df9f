using Healthcare.Api.Data;
using Healthcare.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Healthcare.Api.Features.ListWorklist;

public sealed class ListWorklistHandler(HealthcareDbContext database)
{
    /// <returns>The page behind the study <paramref name="after"/>; null when there is no such study.</returns>
    public async Task<Worklist?> HandleAsync(int limit, string? after, CancellationToken cancellationToken)
    {
        var studies = database.Studies.AsNoTracking();
        if (after is not null)
        {
            var last = await database.Studies.AsNoTracking()
                .SingleOrDefaultAsync(study => study.Id == after, cancellationToken);
            if (last is null)
            {
                return null;
            }

            studies = studies.Where(study => EF.Functions.GreaterThan(
                ValueTuple.Create(study.Urgency, study.TakenAt, study.Id),
                ValueTuple.Create(last.Urgency, last.TakenAt, last.Id)));
        }

        var page = await studies
            .OrderBy(study => study.Urgency).ThenBy(study => study.TakenAt).ThenBy(study => study.Id)
            .Take(limit + 1)
            .Join(database.Scanners, study => study.ScannerId, scanner => scanner.Id, (study, scanner) => new { study, study.Analysis, scanner })
            .OrderBy(row => row.study.Urgency).ThenBy(row => row.study.TakenAt).ThenBy(row => row.study.Id)
            .ToListAsync(cancellationToken);
        var entries = page.Take(limit).Select(row => Entry(row.study, row.Analysis, row.scanner)).ToArray();
        return new Worklist(entries, page.Count > limit ? entries[^1].StudyId : null, await CountsAsync(cancellationToken));
    }

    private async Task<WorklistCounts> CountsAsync(CancellationToken cancellationToken)
    {
        var counts = await database.Studies
            .GroupBy(study => study.Urgency)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new WorklistCounts(
            counts.GetValueOrDefault(Urgency.Urgent),
            counts.GetValueOrDefault(Urgency.Soon),
            counts.GetValueOrDefault(Urgency.Routine),
            counts.GetValueOrDefault(Urgency.Unprioritised));
    }

    private static WorklistEntry Entry(Study study, Analysis? analysis, Scanner scanner) => new(
        study.Id,
        study.Urgency,
        analysis?.Finding,
        analysis?.Probability,
        study.FailureReason,
        study.TakenAt,
        study.ReceivedAt,
        new WorklistScanner(
            scanner.Id, scanner.Location, scanner.StandingFailure is not null, scanner.StandingFailure?.RemainingCycles));
}
