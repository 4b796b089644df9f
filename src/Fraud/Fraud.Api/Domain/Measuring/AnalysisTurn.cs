namespace Fraud.Api.Domain.Measuring;

/// <summary>Reports that read and compute for seconds take turns, so that payments always find a free processor and connection.</summary>
public sealed class AnalysisTurn : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Ends with what it returns.</summary>
    public async Task<IDisposable> WaitAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        return new Turn(_oneAtATime);
    }

    public void Dispose() => _oneAtATime.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
