namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>
/// The payments of one customer that this process has at once, one after the other: they wait here and not each on a
/// connection, so that a customer who pays a hundred times at once keeps no other from the database. The lock in the
/// database, which replicas share, is taken after it.
/// </summary>
public sealed class CustomerTurns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal); // of those who pay at this moment

    /// <summary>Waits for the customer's turn; to be disposed when it is over.</summary>
    public async ValueTask<IDisposable> TakeAsync(string customer, CancellationToken cancellationToken)
    {
        Line? line;
        lock (_gate)
        {
            if (!_lines.TryGetValue(customer, out line))
            {
                _lines.Add(customer, line = new Line(this, customer));
            }

            line.InLine++;
        }

        try
        {
            await line.Turn.WaitAsync(cancellationToken);
            return line;
        }
        catch (OperationCanceledException)
        {
            Leave(line);
            throw;
        }
    }

    private void Leave(Line line)
    {
        lock (_gate)
        {
            if (--line.InLine == 0)
            {
                _lines.Remove(line.Customer);
            }
        }
    }

    private sealed class Line(CustomerTurns turns, string customer) : IDisposable
    {
        public string Customer => customer;

        public SemaphoreSlim Turn { get; } = new(1);

        public int InLine { get; set; }

        // The turn's, and not the line's, which the next may be waiting in.
        public void Dispose()
        {
            Turn.Release();
            turns.Leave(this);
        }
    }
}
