namespace Manufacturing.Training.Protocol;

/// <summary>
/// The scoring function of the PHM08 challenge (Saxena et al. 2008): the sum of exp(-d/13) - 1 for d below 0 and
/// exp(d/10) - 1 else, where d is predicted less true life in cycles. Late predictions cost more; lower is better.
/// </summary>
public static class NasaScore
{
    public static double Of(double predicted, double truth)
    {
        var d = predicted - truth;
        return d < 0 ? Math.Exp(-d / 13) - 1 : Math.Exp(d / 10) - 1;
    }
}
