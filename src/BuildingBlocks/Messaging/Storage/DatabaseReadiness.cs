using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Platform.Messaging.Storage;

/// <summary>Lets nothing read or write before the service's database is there with its tables.</summary>
internal sealed class DatabaseReadiness(
    ServiceDatabase database, IOptions<MessagingOptions> options, ILogger<DatabaseReadiness> logger)
{
    private readonly BackOff _backOff = new(options.Value.ReconnectDelay, 2, options.Value.ReconnectDelayLimit);

    /// <summary>Waits as long as it takes.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; !await IsReadyAsync(cancellationToken); failures++)
        {
            await Task.Delay(_backOff.After(failures), cancellationToken);
        }
    }

    /// <summary>True when it answers now; an outage is no reason to count a message's attempt.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await database.IsReadyAsync(cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            StorageLog.NotReady(logger, error.GetType().Name);
            return false;
        }
    }
}
