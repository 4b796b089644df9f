using System.Globalization;
using Platform.Cli.Running;

namespace Platform.Cli.Importing;

/// <summary>Announces a file, uploads what is missing, and watches until it is read.</summary>
internal sealed class HistoryImport(ImportClient client, ProgressLine progress, TimeProvider time)
{
    public const int WithErrors = 1;
    public const int WrongInput = 2;

    private const int Attempts = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    public async Task<int> RunAsync(HistoryFile file, Announcement announced, CancellationToken cancellationToken)
    {
        ImportStatus import;
        try
        {
            import = await client.StartAsync(announced, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new CommandFailedException(
                $"no Fraud service can be asked ({failure.Message}): start the platform with ./platform up, or name the service with --url.", WrongInput);
        }

        try
        {
            import = await UploadAsync(file, import, cancellationToken);
            import = await WatchAsync(import, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.End();
            Notice.Write($"interrupted: what arrived is kept, and the same command goes on (import {import.ImportId}).");
            throw;
        }

        progress.End();
        return await ReportAsync(file, import, cancellationToken);
    }

    private async Task<ImportStatus> UploadAsync(HistoryFile file, ImportStatus import, CancellationToken cancellationToken)
    {
        if (import.State != "uploading")
        {
            return import;
        }

        if (import.Received > 0)
        {
            Notice.Write(string.Create(CultureInfo.InvariantCulture, $"going on after {import.Received:#,0} bytes that are there already"));
        }

        await using var content = File.OpenRead(file.Path);
        var chunk = new byte[import.ChunkBytes];
        while (import.State == "uploading")
        {
            content.Position = import.Received;
            var count = await content.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken);
            if (count == 0 || content.Length != file.Bytes)
            {
                throw new CommandFailedException($"{file.Path} was changed during the upload: start again.", WrongInput);
            }

            var (id, offset) = (import.ImportId, import.Received);
            import = await PatientlyAsync(token => client.UploadAsync(id, offset, chunk.AsMemory(0, count), token), cancellationToken);
            progress.Show(ProgressLine.Uploading(import.Received, import.Bytes), time.GetUtcNow());
        }

        return import;
    }

    private async Task<ImportStatus> WatchAsync(ImportStatus import, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var before = import.Rows;
        while (import.State is "waiting" or "running")
        {
            await Task.Delay(Interval, time, cancellationToken);
            var id = import.ImportId;
            import = await PatientlyAsync(token => client.GetAsync(id, token), cancellationToken);
            var perSecond = (import.Rows - before) / Math.Max(time.GetElapsedTime(started).TotalSeconds, .001);
            progress.Show(ProgressLine.Reading(import, perSecond), time.GetUtcNow());
        }

        return import;
    }

    // A service that restarts, or is busy, is no reason to begin again.
    private async Task<ImportStatus> PatientlyAsync(Func<CancellationToken, Task<ImportStatus>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask(cancellationToken);
            }
            catch (HttpRequestException failure) when (attempt < Attempts)
            {
                progress.Show($"waiting for the service ({failure.Message})", time.GetUtcNow());
                var wait = Interval * Math.Pow(2, attempt - 1);
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
            }
            catch (HttpRequestException failure)
            {
                progress.End();
                throw new CommandFailedException($"the service does not answer any more ({failure.Message}); the same command goes on where this one stopped.");
            }
        }
    }

    private async Task<int> ReportAsync(HistoryFile file, ImportStatus import, CancellationToken cancellationToken)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{import.Rows:#,0} rows: {import.Imported:#,0} imported, {import.Known:#,0} known already ({import.Labelled:#,0} of them labelled), {import.Rejected:#,0} with errors"));
        if (import.ErrorsKept > 0)
        {
            await client.WriteErrorsAsync(import.ImportId, file.Errors, cancellationToken);
            Console.WriteLine($"what is wrong, by line: {file.Errors}");
        }

        return import.State switch
        {
            "done" => import.Rejected > 0 ? WithErrors : 0,
            "cancelled" => throw new CommandFailedException("the import was cancelled; what was stored before stays."),
            _ => throw new CommandFailedException($"{file.Path}: {import.Failure}", WrongInput),
        };
    }
}
