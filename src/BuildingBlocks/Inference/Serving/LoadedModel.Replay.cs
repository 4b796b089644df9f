namespace Platform.Inference;

// Scores that are no traffic: of a decision made before, or of a payment that was never made. They are not counted in the
// distribution of scores, no shadow sees them, and a failure takes no version out.
public sealed partial class LoadedModel
{
    /// <summary>Scores one row as <see cref="Score(ReadOnlySpan{float}, string?)"/> does, to the bit, without being traffic.</summary>
    /// <param name="features"><see cref="RowLength"/> finite values, in the order of the manifest's features.</param>
    /// <exception cref="ArgumentException">The row has another length, or a value that is NaN or infinite.</exception>
    /// <exception cref="InferenceException">The runtime failed, or the score is not finite.</exception>
    public float Replay(ReadOnlySpan<float> features)
    {
        CheckRows(features, 1);
        return _session.ScoreOne(features);
    }

    /// <summary>Scores rows in one call without being traffic.</summary>
    /// <param name="rows">Row-major: <paramref name="count"/> times <see cref="RowLength"/> finite values.</param>
    /// <param name="count">The number of rows; 0 does nothing.</param>
    /// <param name="scores">Receives <paramref name="count"/> scores.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is NaN or infinite.</exception>
    /// <exception cref="InferenceException">The runtime failed, or a score is not finite.</exception>
    public void Replay(ReadOnlySpan<float> rows, int count, Span<float> scores)
    {
        CheckRows(rows, count);
        ArgumentOutOfRangeException.ThrowIfLessThan(scores.Length, count);
        if (count > 0)
        {
            _session.ScoreMany(rows, count, scores[..count]);
        }
    }
}
