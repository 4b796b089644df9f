using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>A line of a file of payments that wait.</summary>
/// <param name="Number">Of the payment, in its file.</param>
/// <param name="Payment">What is to be scored; null where that is done.</param>
public sealed record LateEntry(long Number, LatePayment? Payment);

/// <summary>A file of JSON lines that one process writes: nobody else opens it while that process lives.</summary>
internal static class LateFile
{
    private const string Extension = ".late";

    /// <summary>Makes the folder, for this user alone.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes a new one, for this user alone.</summary>
    public static FileStream Create(string folder)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(folder, $"{Guid.CreateVersion7():N}{Extension}"), options);
    }

    /// <summary>Opens those of processes that have ended, the oldest first.</summary>
    public static List<FileStream> Abandoned(string folder, string except) =>
    [
        .. Directory.GetFiles(folder, $"*{Extension}").Order(StringComparer.Ordinal)
            .Where(path => path != except).Select(TryOpen).OfType<FileStream>(),
    ];

    /// <summary>The payments that wait in it, in the order in which they came.</summary>
    public static IReadOnlyCollection<LatePayment> Read(FileStream file, ILogger logger)
    {
        var (waiting, unread) = (new SortedDictionary<long, LatePayment>(), 0);
        using var lines = new StreamReader(file, leaveOpen: true);
        while (lines.ReadLine() is { } line)
        {
            try
            {
                var entry = JsonSerializer.Deserialize(line, LateJournalJson.Default.LateEntry);
                if (entry is { Payment: { } payment })
                {
                    waiting[entry.Number] = payment;
                }
                else if (entry is not null)
                {
                    waiting.Remove(entry.Number);
                }
            }
            catch (JsonException)
            {
                unread++;
            }
        }

        ScoreTransactionLog.TookOver(logger, waiting.Count, file.Name, unread);
        return waiting.Values;
    }

    /// <summary>Deletes it; emptied first, as another process may open it in between.</summary>
    public static void Delete(FileStream file)
    {
        file.SetLength(0);
        file.Dispose();
        File.Delete(file.Name);
    }

    // Null where the process that writes it lives.
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LateEntry))]
internal sealed partial class LateJournalJson : JsonSerializerContext;
