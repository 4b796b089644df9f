namespace Platform.Inference;

/// <summary>The newest shadow scores, and sums over all of them.</summary>
internal sealed class ShadowRing(int kept)
{
    private readonly Lock _lock = new();
    private readonly Queue<ShadowScore> _latest = new();
    private long _compared;
    private long _failed;
    private double _sum;
    private double _largest;

    public void Add(IReadOnlyList<ShadowScore> scores)
    {
        lock (_lock)
        {
            foreach (var score in scores)
            {
                if (score.Difference is { } difference)
                {
                    _compared++;
                    _sum += difference;
                    _largest = Math.Max(_largest, difference);
                }
                else
                {
                    _failed++;
                }

                if (_latest.Count == kept)
                {
                    _latest.Dequeue();
                }

                _latest.Enqueue(score);
            }
        }
    }

    public ShadowReport Report(ModelStamp shadow, long dropped)
    {
        lock (_lock)
        {
            return new ShadowReport(shadow, _compared, _failed, dropped, _compared == 0 ? 0 : _sum / _compared, _largest, [.. _latest]);
        }
    }
}
