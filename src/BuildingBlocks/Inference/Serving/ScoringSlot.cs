using Microsoft.ML.OnnxRuntime;

namespace Platform.Inference;

/// <summary>
/// Pinned buffers for one row and one score, bound to the session once: scoring a row then is a copy of the row and
/// one call into the runtime. A slot serves one call at a time.
/// </summary>
internal sealed class ScoringSlot : IDisposable
{
    private readonly float[] _row;
    private readonly float[] _score;
    private readonly OrtValue _input;
    private readonly OrtValue _output;
    private readonly OrtIoBinding _binding;

    public ScoringSlot(InferenceSession session, string inputName, string outputName, long[] rowShape, long[] scoreShape)
    {
        _row = GC.AllocateUninitializedArray<float>((int)rowShape.Aggregate((product, size) => product * size), pinned: true);
        _score = GC.AllocateUninitializedArray<float>(1, pinned: true);
        _input = OrtValue.CreateTensorValueFromMemory(_row, rowShape);
        _output = OrtValue.CreateTensorValueFromMemory(_score, scoreShape);
        _binding = session.CreateIoBinding();
        try
        {
            _binding.BindInput(inputName, _input);
            _binding.BindOutput(outputName, _output);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public float Score(InferenceSession session, RunOptions options, ReadOnlySpan<float> row)
    {
        row.CopyTo(_row);
        session.RunWithBinding(options, _binding);
        return _score[0];
    }

    public void Dispose()
    {
        _binding.Dispose();
        _output.Dispose();
        _input.Dispose();
    }
}
