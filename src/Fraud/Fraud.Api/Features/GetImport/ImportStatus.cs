using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Features.GetImport;

/// <summary>How far an import is, and what came of it.</summary>
/// <param name="Received">Bytes that arrived: where the upload goes on.</param>
/// <param name="ChunkBytes">Most bytes in one piece of the upload.</param>
/// <param name="Progress">Of reading, 0 to 1.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Imported">New payments.</param>
/// <param name="Known">Payments that were known with the same content.</param>
/// <param name="Labelled">Of these, those that got a label, or a later one.</param>
/// <param name="Rejected">Rows that are invalid, or stand against a known payment.</param>
/// <param name="ErrorsKept">Errors that can be read; there may have been more.</param>
/// <param name="Failure">Why the file cannot be read any further.</param>
public sealed record ImportStatus(
    Guid ImportId,
    string Name,
    ImportFormat Format,
    ImportState State,
    long Bytes,
    long Received,
    int ChunkBytes,
    double Progress,
    long Rows,
    long Imported,
    long Known,
    long Labelled,
    long Rejected,
    int ErrorsKept,
    string? Failure,
    DateTimeOffset StartedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? EndedAt)
{
    internal static ImportStatus Of(HistoryImport import, int chunkBytes) => new(
        import.Id,
        import.Name,
        import.Format,
        import.State,
        import.Bytes,
        import.Received,
        chunkBytes,
        import.State == ImportState.Done ? 1 : Math.Round((double)import.Consumed / import.Bytes, 4),
        import.Rows,
        import.Imported,
        import.Known,
        import.Labelled,
        import.Rejected,
        import.ErrorsKept,
        import.Failure,
        import.StartedAt,
        import.ChangedAt,
        import.EndedAt);
}

/// <param name="Imports">The latest, newest first.</param>
public sealed record ImportList(IReadOnlyList<ImportStatus> Imports);
