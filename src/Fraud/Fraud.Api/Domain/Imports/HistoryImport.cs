namespace Fraud.Api.Domain.Imports;

/// <summary>A file of past payments and labels: what was announced, how far it is, what came of it.</summary>
public sealed class HistoryImport
{
    public const int NameLength = 200;
    public const int FailureLength = 500;

    public required Guid Id { get; init; }

    /// <summary>The file's name, for people.</summary>
    public required string Name { get; init; }

    public required ImportFormat Format { get; init; }

    /// <summary>Length of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the file in hexadecimal, by which an upload is found again and checked.</summary>
    public required string Sha256 { get; init; }

    public required ImportSettings Settings { get; init; }

    /// <summary>Subject of the token that started it.</summary>
    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When a chunk, a batch or the end came last.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public ImportState State { get; set; } = ImportState.Uploading;

    /// <summary>Why it failed.</summary>
    public string? Failure { get; set; }

    /// <summary>Bytes that arrived.</summary>
    public long Received { get; set; }

    /// <summary>Rows read and dealt with: where to go on after an interruption.</summary>
    public long Rows { get; set; }

    /// <summary>Bytes of the file that these rows took, roughly: progress.</summary>
    public long Consumed { get; set; }

    /// <summary>Rows that are new payments.</summary>
    public long Imported { get; set; }

    /// <summary>Rows whose payment was known with the same content.</summary>
    public long Known { get; set; }

    /// <summary>Known payments that got a label, or a later one.</summary>
    public long Labelled { get; set; }

    /// <summary>Rows that are invalid, or stand against a known payment.</summary>
    public long Rejected { get; set; }

    /// <summary>Errors that are kept; there may be more than are.</summary>
    public int ErrorsKept { get; set; }

    /// <summary>Runs begun since the last batch that was stored.</summary>
    public int Attempts { get; set; }

    public bool IsOpen => State is ImportState.Uploading or ImportState.Waiting or ImportState.Running;

    /// <summary>Whether further bytes belong to the same file with the same meaning.</summary>
    public bool IsSameAs(HistoryImport other) =>
        Sha256 == other.Sha256 && Bytes == other.Bytes && Format == other.Format && Settings.IsSameAs(other.Settings);

    public void End(ImportState state, DateTimeOffset at, string? failure = null)
    {
        State = state;
        Failure = failure is { Length: > FailureLength } ? failure[..FailureLength] : failure;
        EndedAt = ChangedAt = at;
    }
}

/// <summary>Bytes of a file from a position on, as they were uploaded. Deleted when the import ends.</summary>
public sealed class ImportChunk
{
    public required Guid ImportId { get; init; }

    /// <summary>Position in the file.</summary>
    public required long Start { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>What is wrong with a row, without what the row says beyond its id.</summary>
public sealed class ImportError
{
    public const int ReasonLength = 200;

    public required Guid ImportId { get; init; }

    /// <summary>Line in a CSV file (the header is line 1), row in a Parquet file (from 1).</summary>
    public required long Line { get; init; }

    /// <summary>Name of the field, or "row".</summary>
    public required string Column { get; init; }

    /// <summary>Id of the payment, where the row has a valid one.</summary>
    public string? TransactionId { get; init; }

    public required string Reason { get; init; }
}
