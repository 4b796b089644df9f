using System.Collections.Concurrent;
using System.Diagnostics;
using Messaging.Chaos.Workers;

namespace Messaging.Chaos.Harness;

/// <summary>A worker, seen from the harness. It ends when the harness does, however that ends: its input is closed then.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _heard = new();
    private readonly ConcurrentQueue<string> _lastErrors = new();
    private readonly Victim _role;
    private bool _disposed;

    private WorkerProcess(Process process, Victim role)
    {
        _process = process;
        _role = role;
    }

    public static WorkerProcess Start(WorkerSettings settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in settings.ToEnvironment())
        {
            start.Environment[name] = value;
        }

        // Hundreds of them live for seconds only: compile quickly, and nothing twice (a quarter of all the processor time).
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        var process = new Process { StartInfo = start };
        var worker = new WorkerProcess(process, settings.Role);
        process.OutputDataReceived += (_, line) => worker.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => worker.Keep(line.Data);
        process.Start();
        process.StandardInput.AutoFlush = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Lets it work, as soon as it can.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await HearsAsync(Words.Prepared, cancellationToken);
        Tell(Words.Begin);
        await HearsAsync(Words.Begun, cancellationToken);
    }

    /// <summary>Has it hold the next but so many that come to a boundary.</summary>
    public void Hold(Boundary boundary, int passes) => Tell(Words.Hold(boundary, passes));

    /// <summary>Returns when something is held there.</summary>
    public Task HeldAsync(Boundary boundary, CancellationToken cancellationToken) => HearsAsync(Words.At(boundary), cancellationToken);

    public void GoOn()
    {
        foreach (var boundary in Enum.GetValues<Boundary>())
        {
            _heard.TryRemove(Words.At(boundary), out _);
        }

        Tell(Words.GoOn);
    }

    /// <summary>Has a producer finish what it has begun.</summary>
    public async Task EnoughAsync(CancellationToken cancellationToken)
    {
        Tell(Words.Enough);
        await HearsAsync(Words.Done, cancellationToken);
    }

    /// <summary>Returns when it has ended by itself.</summary>
    public Task EndedAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>SIGKILL: it does not hear of it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            _process.Kill();
            _process.Dispose();
        }
    }

    private async Task HearsAsync(string line, CancellationToken cancellationToken)
    {
        var heard = Listener(line).Task;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var ended = _process.WaitForExitAsync(limit.Token);
            if (await Task.WhenAny(heard, ended) == heard)
            {
                return;
            }

            await ended;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"did not say '{line}' within {Patience.TotalSeconds:0} s");
        }

        throw Failed($"ended with code {_process.ExitCode} before it said '{line}'");
    }

    private ChaosException Failed(string what) =>
        new($"The {_role} {what}. Its last errors:{Environment.NewLine}{string.Join(Environment.NewLine, _lastErrors)}");

    private void Tell(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
        }
        catch (IOException)
        {
            // It is dead, which shows when something is awaited from it.
        }
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            Listener(line).TrySetResult();
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lastErrors.Enqueue(line);
            while (_lastErrors.Count > 30)
            {
                _lastErrors.TryDequeue(out _);
            }
        }
    }

    private TaskCompletionSource Listener(string line) =>
        _heard.GetOrAdd(line, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
