using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Fraud.Api.Data.Policies;

/// <summary>Looks every few seconds whether rules or lists were changed, by whichever replica.</summary>
internal sealed class PolicyRefresh(
    ActivePolicy policy, DatabaseReadiness database, IOptions<PolicyOptions> options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        while (true)
        {
            await policy.TryRefreshAsync(stoppingToken);
            await Task.Delay(options.Value.RefreshInterval, time, stoppingToken);
        }
    }
}
