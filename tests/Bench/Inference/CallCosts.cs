using Platform.Inference;

namespace Platform.Bench.Inference;

/// <summary>One call through our code, with a lease as services take one, beside a bare call on the same input. Microseconds a call.</summary>
/// <param name="Overhead">Median of the differences within a round.</param>
internal sealed record CallCosts(double Bare, double Overhead, double Bare32, double Overhead32, double AllocatedBytes)
{
    /// <summary>What is added may be 5 % of the bare call or 3 microseconds, whichever is larger.</summary>
    public bool IsWithinLimit => Overhead <= Math.Max(.05 * Bare, 3);

    public static CallCosts Measured(ModelHost models, BareSession bare, float[] row, Action<LoadedModel> call, int timesAlone, int timesTogether)
    {
        var bareCallers = Enumerable.Range(0, InferenceBenchmark.Callers).Select(_ => bare.Caller(row)).ToArray();
        var ours = () =>
        {
            using var lease = models.Lease();
            call(lease.Model);
        };
        var ourCallers = Enumerable.Repeat(ours, InferenceBenchmark.Callers).ToArray();

        // Each round measures all, so that a busy neighbour slows all of them.
        var rounds = InferenceBenchmark.Rounds(() => (
            Bare: Measure.Alone(bareCallers[0], timesAlone),
            Ours: Measure.Alone(ours, timesAlone),
            Bare32: Measure.Together(bareCallers, timesTogether),
            Ours32: Measure.Together(ourCallers, timesTogether)));
        return new CallCosts(
            Measure.Median(rounds.Select(round => round.Bare)),
            Measure.Median(rounds.Select(round => round.Ours - round.Bare)),
            Measure.Median(rounds.Select(round => round.Bare32)),
            Measure.Median(rounds.Select(round => round.Ours32 - round.Bare32)),
            Measure.AllocatedBytes(ours, timesAlone));
    }
}
