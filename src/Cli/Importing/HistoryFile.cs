using System.Security.Cryptography;

namespace Platform.Cli.Importing;

/// <summary>The file to import, by what identifies it.</summary>
internal sealed record HistoryFile(string Path, string Format, long Bytes, string Sha256)
{
    private static readonly byte[] ParquetMark = "PAR1"u8.ToArray();

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Where the service's errors are written.</summary>
    public string Errors => Path + ".errors.csv";

    public static async Task<HistoryFile> OpenAsync(string path, string? format, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            if (file.Length == 0)
            {
                throw new CommandFailedException($"{path} is empty.", HistoryImport.WrongInput);
            }

            var mark = new byte[ParquetMark.Length];
            await file.ReadAtLeastAsync(mark, mark.Length, throwOnEndOfStream: false, cancellationToken);
            file.Position = 0;
            return new HistoryFile(
                path,
                format ?? (mark.AsSpan().SequenceEqual(ParquetMark) ? "parquet" : "csv"),
                file.Length,
                Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path} cannot be read: {failure.Message}", HistoryImport.WrongInput);
        }
    }
}
