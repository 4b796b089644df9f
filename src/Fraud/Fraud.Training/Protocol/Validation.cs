using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Platform.Learning;

namespace Fraud.Training.Protocol;

/// <summary>
/// The handbook's prequential validation (chapter 5.3): the protocol itself, on the weeks before. The last of its test
/// weeks ends where the delay of the real protocol begins, so that nothing of the real test period is seen.
/// </summary>
public sealed class Validation
{
    public const int Folds = 4;
    private const int FirstWeek = (HandbookProtocol.Delay + HandbookProtocol.TestDays) / 7;

    private readonly (HandbookProtocol Protocol, FeatureRows Train, FeatureRows Test)[] _folds;

    /// <exception cref="InputException">The file does not reach back far enough for a single fold.</exception>
    public Validation(TransactionFile file, HandbookProtocol protocol)
    {
        _folds =
        [
            .. Enumerable.Range(FirstWeek, Folds)
                .Select(protocol.Earlier)
                .Select(earlier => (Protocol: earlier, Rows: FeatureRows.Of(file.Payments, earlier, FeatureSet.All)))
                .Where(fold => fold.Rows is { Train.Frauds: > 0, Test.Frauds: > 0 })
                .Select(fold => (fold.Protocol, fold.Rows.Train, fold.Rows.Test)),
        ];
        if (_folds.Length == 0)
        {
            throw new InputException(
                $"nothing to choose thresholds on: training from {protocol.TrainStart:yyyy-MM-dd} needs payments and frauds from {protocol.Earlier(FirstWeek).TrainStart:yyyy-MM-dd} on.", file.Path);
        }
    }

    public int Count => _folds.Length;

    /// <summary>Trains and scores each fold.</summary>
    public IEnumerable<ScoredRows> Run(LightGbmSettings settings, int members = FraudModelSettings.Members) =>
        _folds.Select(fold => new ScoredRows(fold.Protocol, fold.Test, FraudTrainer.Scores(FraudTrainer.Train(fold.Train, settings, members), fold.Test)));
}
