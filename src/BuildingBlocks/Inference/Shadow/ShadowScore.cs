namespace Platform.Inference;

/// <summary>One row scored by the version that serves and by its shadow.</summary>
/// <param name="Output">The output that was compared: one of one value a row.</param>
/// <param name="Served">What was answered.</param>
/// <param name="Shadowed">What the shadow gives; null when it failed.</param>
/// <param name="Subject">Whose score it is, as the caller of <see cref="LoadedModel.Score(ReadOnlySpan{float}, string)"/> said; null when it said nothing.</param>
public sealed record ShadowScore(
    DateTimeOffset At, ModelStamp Serving, ModelStamp Shadow, string Output, float Served, float? Shadowed, string? Subject)
{
    /// <summary>How far the two are apart; null when the shadow failed.</summary>
    public double? Difference => Shadowed is { } shadowed ? Math.Abs((double)shadowed - Served) : null;
}

/// <summary>
/// Where a service keeps the scores of a shadow longer than the ring in memory does: register one, and it gets those of
/// every model. It is called from one thread a model, beside the answers: while it waits calls queue up and are then dropped, and what it
/// throws is logged.
/// </summary>
public interface IShadowSink
{
    ValueTask RecordAsync(IReadOnlyList<ShadowScore> scores, CancellationToken cancellationToken);
}

/// <summary>The comparison since the shadow was set.</summary>
/// <param name="Compared">Rows and outputs that both versions scored.</param>
/// <param name="Failed">Those the shadow gave no score for.</param>
/// <param name="Dropped">Calls that were not compared because the shadow was behind.</param>
/// <param name="Latest">The newest scores, newest last.</param>
public sealed record ShadowReport(
    ModelStamp Shadow, long Compared, long Failed, long Dropped, double MeanDifference, double LargestDifference, IReadOnlyList<ShadowScore> Latest);
