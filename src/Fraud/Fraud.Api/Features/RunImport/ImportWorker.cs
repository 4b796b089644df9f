using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.RunImport;

/// <summary>Wakes the worker of this process when a file is complete; others look by themselves.</summary>
public sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim _work = new(0, 1);

    public void Set()
    {
        try
        {
            _work.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _work.Dispose();
}

/// <summary>Reads one import after the other. Every replica has one; an import is read by one at a time.</summary>
public sealed class ImportWorker(
    IServiceScopeFactory scopes,
    DatabaseReadiness database,
    ImportSignal signal,
    IOptions<ImportOptions> options,
    ILogger<ImportWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await WorkAsync(stoppingToken))
            {
                await signal.WaitAsync(options.Value.PollInterval, stoppingToken);
            }
        }
    }

    private async Task<bool> WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<ImportRun>().TakeAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            RunImportLog.NotLooked(logger, exception); // tried again soon
            return false;
        }
    }
}
