using Healthcare.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Healthcare.Api.Features.GetStudy;

public sealed class GetStudyHandler(HealthcareDbContext database)
{
    public async Task<RecordedStudy?> HandleAsync(string studyId, CancellationToken cancellationToken)
    {
        var study = await database.Studies.AsNoTracking()
            .Include(study => study.Analysis)
            .SingleOrDefaultAsync(study => study.Id == studyId, cancellationToken);
        return study is null
            ? null
            : new RecordedStudy(
                study.Id,
                study.ScannerId,
                study.TakenAt,
                study.ReceivedAt,
                study.ImageSha256,
                study.Urgency,
                study.Analysis is { } analysis
                    ? new RecordedAnalysis(
                        analysis.Finding, analysis.Probability, analysis.Logit, analysis.Thresholds, analysis.Evidence, analysis.Model, analysis.AnalysedAt)
                    : null,
                study.FailureReason);
    }
}
