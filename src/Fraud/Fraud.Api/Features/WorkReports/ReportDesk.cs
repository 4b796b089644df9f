using Fraud.Api.Data;
using Microsoft.Extensions.Options;

namespace Fraud.Api.Features.WorkReports;

/// <summary>
/// Reports that read and compute for seconds take turns, on one connection beside those of the service, so that payments always find
/// a free processor and connection.
/// </summary>
public sealed class ReportDesk(ReadOnlyDatabase readers, IOptions<ReportOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>A turn ends with what it returns.</summary>
    public async Task<ReportTurn> WaitAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        return new ReportTurn(readers.Open("fraud-reports", options.Value.StatementTimeout), _oneAtATime);
    }

    public void Dispose() => _oneAtATime.Dispose();
}

/// <param name="database">Which the report reads; it cannot write.</param>
public sealed class ReportTurn(FraudDbContext database, SemaphoreSlim turn) : IAsyncDisposable
{
    public FraudDbContext Database => database;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await database.DisposeAsync();
        }
        finally
        {
            turn.Release();
        }
    }
}
