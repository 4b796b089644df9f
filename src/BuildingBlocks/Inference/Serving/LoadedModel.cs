using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Platform.Inference.Trees;

namespace Platform.Inference;

/// <summary>
/// One verified version of a model with its one session. All members may be called from any number of threads at
/// once; equal inputs give equal outputs whichever thread asks, and for trees (one intra-op thread) to the bit.
/// Only <see cref="Dispose"/> must not overlap a call: a version of a <see cref="ModelHost"/> is disposed by it, when its
/// last <see cref="ModelLease"/> has ended.
/// </summary>
public sealed partial class LoadedModel : IDisposable
{
    private readonly ModelSession _session;
    private readonly InferenceMetrics _metrics;
    private readonly TreeEnsemble? _trees;
    private volatile Traffic? _traffic;

    internal LoadedModel(ModelManifest manifest, ModelSession session, TreeEnsemble? trees)
    {
        (Manifest, _session, _trees) = (manifest, session, trees);
        Stamp = new ModelStamp(manifest.Name, manifest.Version, manifest.Sha256);
        RowLength = session.RowLength;
        _metrics = new InferenceMetrics(Stamp);
        ValuesPerRow = [.. manifest.Outputs.Where(output => output.Shape.Skip(1).All(size => size == 1)).Select(output => output.Name)];
    }

    public ModelManifest Manifest { get; }

    /// <summary>What a decision stores of the model that made it.</summary>
    public ModelStamp Stamp { get; }

    /// <summary>How many floats one row of the input has: the product of the shape without its first size.</summary>
    public int RowLength { get; }

    /// <summary>Whether <see cref="Explain"/> can be asked: a tree ensemble with covers.</summary>
    public bool CanExplain => _trees is { HasCovers: true };

    /// <summary>The trees of a tree ensemble, as read from the ONNX file; null for other models.</summary>
    public TreeEnsemble? Trees => _trees;

    /// <summary>The outputs of one value a row: what a shadow is compared by.</summary>
    internal string[] ValuesPerRow { get; }

    /// <summary>Who looks on while this version serves; null while it does not.</summary>
    internal Traffic? Traffic
    {
        get => _traffic;
        set => _traffic = value;
    }

    /// <summary>Reads, verifies and loads a folder.</summary>
    /// <exception cref="ModelRefusedException">Anything about the folder is not as it should be; the exception has every reason found.</exception>
    public static LoadedModel Open(string folder, ModelOptions? options = null) => ModelLoader.Open(folder, options ?? new ModelOptions());

    /// <summary>Scores one row.</summary>
    /// <param name="features"><see cref="RowLength"/> finite values, in the order of the manifest's features.</param>
    /// <param name="subject">Whose score it is, such as a transaction's id: only a shadow's comparison carries it.</param>
    /// <returns>The score: a probability for classifiers, in label units for regressors.</returns>
    /// <exception cref="ArgumentException">The row has another length, or a value that is NaN or infinite.</exception>
    /// <exception cref="InferenceException">The runtime failed, or the score is not finite.</exception>
    public float Score(ReadOnlySpan<float> features, string? subject = null) => Score(features, subject, inputFor: null);

    /// <summary>The same, for callers that can make the input of any version: then a shadow may take other features.</summary>
    /// <param name="features"><see cref="RowLength"/> finite values, in the order of the manifest's features.</param>
    /// <param name="subject">Whose score it is, such as a transaction's id: only a shadow's comparison carries it.</param>
    /// <param name="inputFor">Makes the row that a version of that manifest takes; asked, at once, only where a shadow takes other features.</param>
    public float Score(ReadOnlySpan<float> features, string? subject, Func<ModelManifest, float[]>? inputFor)
    {
        CheckRows(features, 1);
        using var activity = _metrics.StartActivity(1);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var score = _session.ScoreOne(features);
            _metrics.Scored(started, score);
            _traffic?.Scored(this, features, 1, new ReadOnlySpan<float>(in score), subject, inputFor);
            return score;
        }
        catch (InferenceException error)
        {
            Failed(error, activity);
            throw;
        }
    }

    /// <summary>Scores rows in one call of the runtime, without copying them.</summary>
    /// <param name="rows">Row-major: <paramref name="count"/> times <see cref="RowLength"/> finite values.</param>
    /// <param name="count">The number of rows; 0 does nothing.</param>
    /// <param name="scores">Receives <paramref name="count"/> scores.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is NaN or infinite.</exception>
    /// <exception cref="InferenceException">The runtime failed, or a score is not finite.</exception>
    public void Score(ReadOnlySpan<float> rows, int count, Span<float> scores)
    {
        CheckRows(rows, count);
        if (scores.Length < count)
        {
            throw new ArgumentException($"There is room for {scores.Length} scores, {count} rows are to be scored.", nameof(scores));
        }

        if (count == 0)
        {
            return;
        }

        using var activity = _metrics.StartActivity(count);
        var started = Stopwatch.GetTimestamp();
        try
        {
            _session.ScoreMany(rows, count, scores[..count]);
            _metrics.Scored(started, scores[..count]);
            _traffic?.Scored(this, rows, count, scores[..count], subject: null);
        }
        catch (InferenceException error)
        {
            Failed(error, activity);
            throw;
        }
    }

    /// <summary>Runs a model with one float input and any float outputs.</summary>
    /// <param name="input">Row-major: <paramref name="rows"/> times <see cref="RowLength"/> finite values.</param>
    /// <param name="rows">The first size of the input.</param>
    /// <param name="subject">Whose outputs these are: only a shadow's comparison carries it.</param>
    /// <returns>All outputs; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">The length does not fit, or a value is NaN or infinite.</exception>
    /// <exception cref="InferenceException">The runtime failed, or an output has a value that is not finite.</exception>
    public ModelOutputs Run(ReadOnlySpan<float> input, int rows = 1, string? subject = null)
    {
        using var activity = _metrics.StartActivity(rows);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var outputs = RunUnrecorded(input, rows);
            _metrics.Ran(started, rows);
            _traffic?.Ran(this, input, rows, outputs, subject);
            return outputs;
        }
        catch (InferenceException error)
        {
            Failed(error, activity);
            throw;
        }
    }

    /// <summary>
    /// Explains a score of a tree ensemble exactly (<see cref="TreeShap"/>): log-odds for classifiers, label units
    /// for regressors. Costs about a hundred times a score: ask where someone will read it.
    /// </summary>
    /// <param name="features"><see cref="RowLength"/> finite values, in the order of the manifest's features.</param>
    /// <exception cref="InvalidOperationException">The model is no tree ensemble with covers (<see cref="CanExplain"/>).</exception>
    public Explanation Explain(ReadOnlySpan<float> features)
    {
        CheckRows(features, 1);
        return CanExplain
            ? TreeShap.Explain(_trees!, features)
            : throw new InvalidOperationException($"{Manifest.Name} {Manifest.Version} is no tree ensemble with covers, so TreeSHAP cannot explain it.");
    }

    public void Dispose() => _session.Dispose();

    /// <summary>As <see cref="Run"/>, but not counted: golden cases are no traffic.</summary>
    internal ModelOutputs RunUnrecorded(ReadOnlySpan<float> input, int rows)
    {
        CheckRows(input, rows);
        return _session.Run(input, rows);
    }

    /// <summary>
    /// Runs what a first call would make: buffers of the session, for as many callers as there are processors, and what
    /// explanations share.
    /// </summary>
    /// <param name="input">One row.</param>
    internal void Warm(ReadOnlySpan<float> input)
    {
        RunUnrecorded(input, 1).Dispose();
        _session.Warm(input, Environment.ProcessorCount);
        if (CanExplain)
        {
            TreeShap.Explain(_trees!, input);
        }
    }

    private void Failed(InferenceException error, Activity? activity)
    {
        _metrics.Failed(error, activity);
        _traffic?.Failed();
    }

    internal void CheckRows(ReadOnlySpan<float> rows, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (rows.Length != (long)count * RowLength)
        {
            throw new ArgumentException($"{count} rows of {RowLength} values are {(long)count * RowLength}, not {rows.Length}.", nameof(rows));
        }

        var index = FiniteCheck.FirstNonFinite(rows);
        if (index >= 0)
        {
            var column = index % RowLength;
            var name = column < Manifest.Features.Length ? Manifest.Features[column].Name : $"value {column}";
            throw new ArgumentException($"{name} of row {index / RowLength} is {rows[index]}: models take finite numbers only.", nameof(rows));
        }
    }
}
