using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Platform.Learning;

namespace Fraud.Training.Protocol;

/// <summary>The rows that a protocol takes from a file; where there are too few, says what the file has.</summary>
internal static class FileRows
{
    /// <exception cref="InputException">The training days have no fraud, or nothing else.</exception>
    public static FeatureRows TrainingRows(this TransactionFile file, HandbookProtocol protocol)
    {
        var (train, _) = FeatureRows.Of(file.Payments, protocol, FeatureSet.All);
        file.CheckTraining(protocol, train);
        return train;
    }

    /// <exception cref="InputException">The training days have no fraud, or nothing else.</exception>
    public static void CheckTraining(this TransactionFile file, HandbookProtocol protocol, FeatureRows train) =>
        Check(file, train, $"the training days from {protocol.TrainStart:yyyy-MM-dd}", "nothing can be learned");

    /// <exception cref="InputException">The test week has no fraud, or nothing else.</exception>
    public static (FeatureRows Train, FeatureRows Test) TestRows(this TransactionFile file, HandbookProtocol protocol, FeatureSet features)
    {
        var rows = FeatureRows.Of(file.Payments, protocol, features);
        Check(file, rows.Test, $"the test week {protocol.TestPeriod}", "nothing can be measured");
        if (file.Payments[^1].At < protocol.TestUntil.AddDays(-1))
        {
            Report.Progress($"Note: the file ends on {file.Payments[^1].At:yyyy-MM-dd}, within the test week {protocol.TestPeriod}.");
        }

        return rows;
    }

    private static void Check(TransactionFile file, FeatureRows rows, string period, string consequence)
    {
        if (rows.Frauds == 0 || rows.Frauds == rows.Payments.Length)
        {
            throw new InputException(
                $"{period} has {rows.Payments.Length} payments, {rows.Frauds} of them fraud: {consequence}. The file goes from {file.Payments[0].At:yyyy-MM-dd} to {file.Payments[^1].At:yyyy-MM-dd}.", file.Path);
        }
    }
}
