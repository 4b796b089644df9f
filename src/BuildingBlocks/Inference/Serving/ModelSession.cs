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
    private readonly int[][] _outputShapes;
    private readonly int _scoreRank;

    public ModelSession(InferenceSession session, TensorSpec input, IReadOnlyList<TensorSpec> outputs)
    {
        _session = session;
        _inputNames = [input.Name];
        _outputNames = [.. outputs.Select(output => output.Name)];
        _inputShape = input.Shape;
        _outputShapes = [.. outputs.Select(output => output.Shape)];
        RowLength = input.Shape.Skip(1).Aggregate(1, (product, size) => checked(product * size));
        // A score is one float a row: the only output, of shape [N] or [N,1].
        _scoreRank = outputs is [{ Shape: [-1] or [-1, 1] } score] ? score.Shape.Length : 0;
    }

    public int RowLength { get; }

    public float ScoreOne(ReadOnlySpan<float> row)
    {
        ScoringSlot? slot = null;
        try
        {
            slot = _slots.TryTake(out var free) ? free : NewSlot();
            return CheckScore(slot.Score(_session, _runOptions, row));
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException("The runtime failed on a row.", error);
        }
        finally
        {
            if (slot is not null)
            {
                _slots.Add(slot);
            }
        }
    }

    /// <summary>Makes and uses the buffers of so many callers; nothing for a model without a score a row. Before anybody else calls.</summary>
    public void Warm(ReadOnlySpan<float> row, int callers)
    {
        try
        {
            for (var i = _slots.Count; _scoreRank > 0 && i < callers; i++)
            {
                var slot = NewSlot();
                _slots.Add(slot);
                slot.Score(_session, _runOptions, row);
            }
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException("The runtime failed on a row.", error);
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
        var outputs = new ModelOutputs(_outputNames, Array.ConvertAll(_outputShapes, shape => Length(Shape(shape, rows))));
        try
        {
            fixed (float* pointer = input)
            {
                using var inputValue = Wrap(pointer, input.Length, RowShape(rows));
                Run(inputValue, outputs.Memory, rows);
            }

            for (var i = 0; i < _outputNames.Length; i++)
            {
                if (FiniteCheck.FirstNonFinite(outputs.Memory(i).Span) >= 0)
                {
                    throw new InferenceException($"The output {_outputNames[i]} has a value that is not finite.");
                }
            }

            return outputs;
        }
        catch
        {
            outputs.Dispose();
            throw;
        }
    }

    /// <summary>Runs rows of a batch from and into its buffers. Whether a row's outputs are finite is not looked at.</summary>
    public void Run(BatchBuffers batch, int first, int rows)
    {
        using var input = Wrap(batch.Input(first, rows), RowShape(rows));
        Run(input, output => batch.Output(output, first, rows), rows);
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

    private void Run(OrtValue input, Func<int, Memory<float>> memory, int rows)
    {
        var outputs = new OrtValue[_outputNames.Length];
        try
        {
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] = Wrap(memory(i), Shape(_outputShapes[i], rows));
            }

            _session.Run(_runOptions, _inputNames, [input], _outputNames, outputs);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException($"The runtime failed on {rows} rows.", error);
        }
        finally
        {
            foreach (var output in outputs)
            {
                output?.Dispose();
            }
        }
    }

    private static unsafe OrtValue Wrap(float* pointer, int length, long[] shape) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, (nint)pointer, (long)length * FloatBytes);

    private static OrtValue Wrap(Memory<float> memory, long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);

    private static float CheckScore(float score) => float.IsFinite(score)
        ? score
        : throw new InferenceException($"The score is {score}.");

    private ScoringSlot NewSlot() => new(_session, _inputNames[0], _outputNames[0], RowShape(1), ScoreShape(1));

    private long[] RowShape(int rows)
    {
        if (_inputShape[0] != -1 && _inputShape[0] != rows)
        {
            throw new ArgumentException($"The model takes {_inputShape[0]} rows a call, not {rows}.", nameof(rows));
        }

        return Shape(_inputShape, rows);
    }

    // A first size that is not fixed is the number of rows.
    private static long[] Shape(int[] row, int rows)
    {
        var shape = new long[row.Length];
        shape[0] = row[0] == -1 ? rows : row[0];
        for (var i = 1; i < shape.Length; i++)
        {
            shape[i] = row[i];
        }

        return shape;
    }

    private static int Length(long[] shape) => checked((int)shape.Aggregate((product, size) => checked(product * size)));

    private long[] ScoreShape(int rows) => _scoreRank switch
    {
        1 => [rows],
        2 => [rows, 1],
        _ => throw new InvalidOperationException("The model does not give one score a row: use Run."),
    };
}
