namespace Platform.Inference;

/// <summary>Room for the inputs and outputs of one batch. Goes back to its pool when nobody holds it any more.</summary>
internal sealed class BatchBuffers(BatchLayout layout, BatchPool pool)
{
    private readonly float[] _input = GC.AllocateUninitializedArray<float>(layout.Rows * layout.RowLength);
    private readonly float[][] _outputs = [.. layout.OutputLengths.Select(length => GC.AllocateUninitializedArray<float>(layout.Rows * length))];
    private int _holders;

    public BatchLayout Layout => layout;

    public Memory<float> Input(int first, int rows) => _input.AsMemory(first * layout.RowLength, rows * layout.RowLength);

    public Memory<float> Output(int output, int first, int rows) =>
        _outputs[output].AsMemory(first * layout.OutputLengths[output], rows * layout.OutputLengths[output]);

    /// <exception cref="InferenceException">An output of this row has a value that is not finite.</exception>
    public void CheckFinite(int row)
    {
        for (var output = 0; output < _outputs.Length; output++)
        {
            if (FiniteCheck.FirstNonFinite(Output(output, row, rows: 1).Span) >= 0)
            {
                throw new InferenceException($"The output {layout.Names[output]} has a value that is not finite.");
            }
        }
    }

    public void Hold() => Interlocked.Increment(ref _holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            pool.Return(this);
        }
    }
}
