namespace Fraud.Api.Domain.Imports;

public enum ImportState
{
    /// <summary>Bytes are missing.</summary>
    Uploading,

    /// <summary>All is here; a worker will take it.</summary>
    Waiting,

    /// <summary>A worker reads it, or will go on where the last one was stopped.</summary>
    Running,

    Done,

    /// <summary>It cannot be read any further. What was read before is stored.</summary>
    Failed,

    Cancelled,
}
