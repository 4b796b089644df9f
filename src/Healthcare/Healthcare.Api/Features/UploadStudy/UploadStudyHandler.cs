using System.Security.Cryptography;
using Healthcare.Api.Data;
using Healthcare.Api.Domain;
using Healthcare.Api.Imaging;
using Healthcare.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Messaging;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.UploadStudy;

/// <summary>Check -> analyse -> decide -> save with the event. A radiograph that cannot be analysed is kept all the same: someone must read it.</summary>
public sealed class UploadStudyHandler(
    HealthcareDbContext database, RadiographReading reading, IOutbox outbox, TimeProvider time, ILogger<UploadStudyHandler> logger)
{
    public async Task<UploadOutcome> HandleAsync(
        string studyId, string scannerId, DateTimeOffset takenAt, byte[] file, CancellationToken cancellationToken)
    {
        var header = reading.Inspect(file);
        if (header.Refusal is { } refusal)
        {
            return new UploadOutcome.NotAnImage(refusal);
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        if (await KnownAsync(studyId, cancellationToken) is { } known)
        {
            return Compare(known, scannerId, takenAt, sha256);
        }

        if (!await database.Scanners.AnyAsync(scanner => scanner.Id == scannerId && scanner.RegisteredAt != null, cancellationToken))
        {
            return new UploadOutcome.UnknownScanner();
        }

        var result = await reading.ReadAsync(studyId, file, cancellationToken);
        var study = new Study
        {
            Id = studyId,
            ScannerId = scannerId,
            TakenAt = takenAt.ToStoredPrecision(),
            ReceivedAt = time.GetUtcNow().ToStoredPrecision(),
            ImageSha256 = sha256,
            Urgency = result.Analysis is { } analysis ? analysis.Thresholds.UrgencyAt(analysis.Probability) : Urgency.Unprioritised,
            Analysis = result.Analysis,
            FailureReason = result.FailureReason,
            Image = new StudyImage { StudyId = studyId, MediaType = header.MediaType!, Content = file },
        };
        database.Studies.Add(study);
        outbox.Add(Analysed(study), subject: study.Id);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same id came twice at once, or our own commit was retried after its answer was lost.
            database.ChangeTracker.Clear();
            return Compare((await KnownAsync(studyId, cancellationToken))!, scannerId, takenAt, sha256);
        }

        Log(study);
        return new UploadOutcome.Stored(Answer(study));
    }

    private Task<Study?> KnownAsync(string studyId, CancellationToken cancellationToken) => database.Studies.AsNoTracking()
        .Include(study => study.Analysis)
        .SingleOrDefaultAsync(study => study.Id == studyId, cancellationToken);

    private UploadOutcome Compare(Study known, string scannerId, DateTimeOffset takenAt, string sha256)
    {
        if (known.ScannerId == scannerId && known.TakenAt == takenAt.ToStoredPrecision() && known.ImageSha256 == sha256)
        {
            return new UploadOutcome.Stored(Answer(known));
        }

        UploadStudyLog.Conflict(logger, known.Id);
        return new UploadOutcome.AnotherStudyHasTheId();
    }

    private void Log(Study study)
    {
        if (study.Analysis is { } analysis)
        {
            UploadStudyLog.Analysed(logger, study.Id, study.Urgency, analysis.Probability, analysis.Model.Version);
        }
        else
        {
            UploadStudyLog.Unprioritised(logger, study.Id, study.FailureReason!);
        }
    }

    private static StudyAnalysed Analysed(Study study) => new(
        study.Id,
        study.ScannerId,
        study.Urgency switch
        {
            Urgency.Urgent => StudyUrgency.Urgent,
            Urgency.Soon => StudyUrgency.Soon,
            Urgency.Routine => StudyUrgency.Routine,
            _ => StudyUrgency.Unprioritised,
        },
        study.Analysis?.Probability,
        study.Analysis?.Model.Name,
        study.Analysis?.Model.Version,
        study.Analysis?.AnalysedAt ?? study.ReceivedAt);

    private static UploadedStudy Answer(Study study) => new(
        study.Id,
        study.Urgency,
        study.Analysis?.Finding,
        study.Analysis?.Probability,
        study.FailureReason,
        study.Analysis?.Model,
        study.ReceivedAt);
}
