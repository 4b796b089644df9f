namespace Platform.Cli.Importing;

/// <summary>What the service is told of a file.</summary>
internal sealed record Announcement(
    string Name, string Format, long Bytes, string Sha256, string? Currency, int LabelDelayDays, Dictionary<string, string> Columns);

/// <summary>What the service tells of an import.</summary>
internal sealed record ImportStatus(
    Guid ImportId,
    string State,
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
    string? Failure);
