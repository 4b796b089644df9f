using System.Buffers;

namespace Platform.Inference;

/// <summary>A copy of one answered call, in rented buffers, that waits for the shadow.</summary>
/// <param name="Answers">For each of <paramref name="Outputs"/> in turn, one value a row.</param>
internal readonly record struct ShadowCall(
    DateTimeOffset At, ModelStamp Serving, float[] Input, int InputLength, int Rows, string[] Outputs, float[] Answers, string? Subject)
{
    public ReadOnlySpan<float> InputSpan => Input.AsSpan(0, InputLength);

    public float Answer(int output, int row) => Answers[(output * Rows) + row];

    public void Return()
    {
        ArrayPool<float>.Shared.Return(Input);
        ArrayPool<float>.Shared.Return(Answers);
    }
}
