using Fraud.Api.Domain.Rules;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Fraud.Api.Data.Policies;

/// <summary>
/// The rules and lists by which this process judges, in memory. Until they were read once, nobody decides; after that, what
/// is known stays while the database is away.
/// </summary>
public sealed class ActivePolicy(
    IServiceScopeFactory scopes, PolicyMetrics metrics, IOptions<PolicyOptions> options, TimeProvider time, ILogger<ActivePolicy> logger)
    : IHealthCheck, IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Policy? _policy;
    private long _readAt;
    private string _problem = "Rules and lists have not been read yet.";
    private bool _isFailing;

    /// <summary>What holds now; waits for the first reading. Costs no query.</summary>
    public ValueTask<Policy> CurrentAsync(CancellationToken cancellationToken) =>
        _policy is { } policy ? new ValueTask<Policy>(policy) : FirstAsync(cancellationToken);

    /// <summary>Reads what changed. Whoever changed something calls it; and a timer, for changes that others made.</summary>
    /// <returns>False when that failed: what was known before holds.</returns>
    public async Task<bool> TryRefreshAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var started = time.GetTimestamp();
            await using var scope = scopes.CreateAsyncScope();
            var known = _policy;
            var read = await PolicyReader.ReadAsync(
                scope.ServiceProvider.GetRequiredService<FraudDbContext>(), known ?? Policy.None, isFirst: known is null, time.GetUtcNow(), cancellationToken);
            Volatile.Write(ref _readAt, started);
            _policy = read;
            if (read.Version != known?.Version)
            {
                PolicyLog.Read(logger, read.Version, read.InForceAt(time.GetUtcNow())?.Version);
            }

            _read.TrySetResult();
            _isFailing = false;
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            metrics.RefreshFailed();
            _problem = exception.Message;
            if (!_isFailing)
            {
                PolicyLog.NotRefreshed(logger, exception); // once an outage
            }

            _isFailing = true;
            return false;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        return Task.FromResult(Age() is not { } age ? HealthCheckResult.Unhealthy($"Rules and lists were not read: {_problem}")
            : age <= options.Value.StaleAfter ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"Rules and lists are those of {age.TotalSeconds:0} s ago: {_problem}"));
    }

    /// <summary>How old the knowledge is; null before there is any.</summary>
    internal TimeSpan? Age() => _policy is null ? null : time.GetElapsedTime(Volatile.Read(ref _readAt));

    public void Dispose() => _oneAtATime.Dispose();

    private async ValueTask<Policy> FirstAsync(CancellationToken cancellationToken)
    {
        await _read.Task.WaitAsync(cancellationToken);
        return _policy!;
    }
}
