namespace Platform.Statistics;

/// <summary>Counts of a classifier at a threshold; a share without rows is NaN.</summary>
public sealed record Confusion(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives)
{
    public double Accuracy => Share(TruePositives + TrueNegatives, TruePositives + FalsePositives + TrueNegatives + FalseNegatives);

    /// <summary>Recall: the share of positives that were found.</summary>
    public double Sensitivity => Share(TruePositives, TruePositives + FalseNegatives);

    /// <summary>The share of negatives that were left alone.</summary>
    public double Specificity => Share(TrueNegatives, TrueNegatives + FalsePositives);

    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>Harmonic mean of precision and sensitivity.</summary>
    public double F1 => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Counts at a threshold: a score at or above it is called positive.</summary>
    public static Confusion At(double threshold, ReadOnlySpan<float> scores, ReadOnlySpan<float> labels)
    {
        int tp = 0, fp = 0, tn = 0, fn = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            switch (scores[i] >= threshold, labels[i] > 0)
            {
                case (true, true): tp++; break;
                case (true, false): fp++; break;
                case (false, true): fn++; break;
                default: tn++; break;
            }
        }

        return new Confusion(tp, fp, tn, fn);
    }

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
