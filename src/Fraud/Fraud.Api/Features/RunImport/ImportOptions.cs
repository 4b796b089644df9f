using System.ComponentModel.DataAnnotations;

namespace Fraud.Api.Features.RunImport;

/// <summary>Settings of the section <c>Imports</c>, checked when the service starts.</summary>
public sealed class ImportOptions
{
    public const string Section = "Imports";

    /// <summary>Largest piece of a file in one request; four such are in memory for each upload. Default 4 MiB.</summary>
    [Range(1024, 64 << 20)]
    public int ChunkBytes { get; set; } = 4 << 20;

    /// <summary>Largest file. It lies in the database until it is read. Default 2 GiB.</summary>
    [Range(1024, 1L << 40)]
    public long FileBytes { get; set; } = 2L << 30;

    /// <summary>Most bytes that a gzipped file may have when unpacked. Default 64 GiB.</summary>
    [Range(1024, 1L << 50)]
    public long UnpackedBytes { get; set; } = 64L << 30;

    /// <summary>Files that are uploaded, wait or are read at once. Default 8.</summary>
    [Range(1, 1_000)]
    public int Open { get; set; } = 8;

    /// <summary>Rows stored in one transaction: after an interruption, at most so many are read again. Default 10,000.</summary>
    [Range(1, 100_000)]
    public int BatchRows { get; set; } = 10_000;

    /// <summary>Errors kept of an import; further ones are counted. Default 10,000.</summary>
    [Range(0, 1_000_000)]
    public int Errors { get; set; } = 10_000;

    /// <summary>Runs that store nothing until an import counts as failed. Default 10.</summary>
    [Range(1, 1_000)]
    public int Attempts { get; set; } = 10;

    /// <summary>How often a worker looks for files that another replica took in, or left. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an upload may rest until it is cancelled. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan UploadRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long an import that ended is known, with its errors. Default 90 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);
}
