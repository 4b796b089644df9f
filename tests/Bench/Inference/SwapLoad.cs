using Microsoft.Extensions.Logging.Abstractions;
using Platform.Inference;

namespace Platform.Bench.Inference;

/// <summary>
/// Two versions of a model swapped back and forth under load, the one before unloaded each time: how many requests were
/// answered, and how many failed or got another score than the one that both versions give.
/// </summary>
internal sealed record SwapLoad(int Swaps, long Requests, long Failed)
{
    private const int Swapped = 20;
    private const int Callers = 4;

    public static async Task<SwapLoad> MeasuredAsync(string folder, float[] row, CancellationToken cancellationToken)
    {
        var root = Directory.CreateTempSubdirectory("platform-bench-");
        try
        {
            var first = ModelManifest.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, ModelFolder.ManifestFile), cancellationToken));
            var versions = Path.Combine(root.FullName, first.Name);
            string[] names = ["1.0.0", "1.0.1"];
            foreach (var name in names)
            {
                Copy(folder, Path.Combine(versions, name), first with { Version = name });
            }

            using var host = new ModelHost(
                first.Name, versions, new ModelOptions { Version = names[0], KeepPrevious = false }, NullLogger<ModelHost>.Instance);
            return await SwapAsync(host, names, row, cancellationToken);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task<SwapLoad> SwapAsync(ModelHost host, string[] names, float[] row, CancellationToken cancellationToken)
    {
        var expected = Score(host, row);
        long requests = 0, failed = 0;
        using var done = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                try
                {
                    var isRight = Score(host, row) == expected;
                    Interlocked.Add(ref failed, isRight ? 0 : 1);
                }
                catch (Exception error) when (error is InferenceException or ObjectDisposedException or InvalidOperationException)
                {
                    Interlocked.Increment(ref failed);
                }

                Interlocked.Increment(ref requests);
            }
        }, CancellationToken.None)).ToArray();

        for (var swap = 1; swap <= Swapped; swap++)
        {
            var report = await host.SwapAsync(names[swap % 2], cancellationToken);
            if (report.Outcome != SwapOutcome.Swapped)
            {
                throw new InvalidOperationException($"Swap {swap}: {report.Outcome}. {string.Join(" ", report.Reasons)}");
            }
        }

        await done.CancelAsync();
        await Task.WhenAll(callers);
        return new SwapLoad(Swapped, requests, failed);
    }

    private static float Score(ModelHost host, float[] row)
    {
        using var lease = host.Lease();
        return lease.Model.Score(row);
    }

    private static void Copy(string from, string to, ModelManifest manifest)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        File.WriteAllBytes(Path.Combine(to, ModelFolder.ManifestFile), manifest.ToJson());
    }
}
