using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Platform.Inference;

/// <summary>The one session of a version, and the ways into it that neither copy nor allocate large buffers.</summary>
internal sealed class ModelSession : IDisposable
{
    private const int FloatBytes = sizeof(float);

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly ConcurrentBag<ScoringSlot> _slots = [];
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly int[] _inputShape;
    private readonly int _scoreRank;

    public ModelSession(InferenceSession session, TensorSpec input, IReadOnlyList<TensorSpec> outputs)
    {
        _session = session;
        _inputNames = [input.Name];
        _outputNames = [.. outputs.Select(output => output.Name)];
        _inputShape = input.Shape;
        RowLength = input.Shape.Skip(1).Aggregate(1, (product, size) => checked(product * size));
        // A score is one float a row: the only output, of shape [N] or [N,1].
        _scoreRank = outputs is [{ Shape: [-1] or [-1, 1] } score] ? score.Shape.Length : 0;
    }

    public int RowLength { get; }

    public float ScoreOne(ReadOnlySpan<float> row)
    {
        if (!_slots.TryTake(out var slot))
        {
            slot = new ScoringSlot(_session, _inputNames[0], _outputNames[0], RowShape(1), ScoreShape(1));
        }

        try
        {
            return CheckScore(slot.Score(_session, _runOptions, row));
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException("The runtime failed on a row.", error);
        }
        finally
        {
            _slots.Add(slot);
        }
    }

    public unsafe void ScoreMany(ReadOnlySpan<float> rows, int count, Span<float> scores)
    {
        try
        {
            fixed (float* input = rows)
            fixed (float* output = scores)
            {
                using var inputValue = Wrap(input, rows.Length, RowShape(count));
                using var outputValue = Wrap(output, scores.Length, ScoreShape(count));
                _session.Run(_runOptions, _inputNames, [inputValue], _outputNames, [outputValue]);
            }
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException($"The runtime failed on {count} rows.", error);
        }

        if (FiniteCheck.FirstNonFinite(scores) is >= 0 and var index)
        {
            CheckScore(scores[index]);
        }
    }

    public unsafe ModelOutputs Run(ReadOnlySpan<float> input, int rows)
    {
        IDisposableReadOnlyCollection<OrtValue> values;
        try
        {
            fixed (float* pointer = input)
            {
                using var inputValue = Wrap(pointer, input.Length, RowShape(rows));
                values = _session.Run(_runOptions, _inputNames, [inputValue], _outputNames);
            }
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException($"The runtime failed on {rows} rows.", error);
        }

        for (var i = 0; i < _outputNames.Length; i++)
        {
            if (FiniteCheck.FirstNonFinite(values[i].GetTensorDataAsSpan<float>()) >= 0)
            {
                values.Dispose();
                throw new InferenceException($"The output {_outputNames[i]} has a value that is not finite.");
            }
        }

        return new ModelOutputs(_outputNames, values);
    }

    public void Dispose()
    {
        while (_slots.TryTake(out var slot))
        {
            slot.Dispose();
        }

        _runOptions.Dispose();
        _session.Dispose();
    }

    private static unsafe OrtValue Wrap(float* pointer, int length, long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, (nint)pointer, (long)length * FloatBytes);

    private static float CheckScore(float score) => float.IsFinite(score)
        ? score
        : throw new InferenceException($"The score is {score}.");

    private long[] RowShape(int rows)
    {
        if (_inputShape[0] != -1 && _inputShape[0] != rows)
        {
            throw new ArgumentException($"The model takes {_inputShape[0]} rows a call, not {rows}.", nameof(rows));
        }

        var shape = new long[_inputShape.Length];
        shape[0] = rows;
        for (var i = 1; i < shape.Length; i++)
        {
            shape[i] = _inputShape[i];
        }

        return shape;
    }

    private long[] ScoreShape(int rows) => _scoreRank switch
    {
        1 => [rows],
        2 => [rows, 1],
        _ => throw new InvalidOperationException("The model does not give one score a row: use Run."),
    };
}
