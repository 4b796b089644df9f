using Manufacturing.Training.Data;
using Manufacturing.Training.Protocol;

namespace Manufacturing.Tests.Training.Protocol;

public sealed class CrossValidationTests
{
    [Fact]
    public void Every_fold_has_its_share_of_each_set()
    {
        Engine[] engines =
        [
            .. Enumerable.Range(1, 50).Select(unit => Cycles.Engine(1, unit)),
            .. Enumerable.Range(1, 23).Select(unit => Cycles.Engine(1, unit, "FD003")),
        ];

        var folds = CrossValidation.FoldOf(engines, 5);

        folds[..50].CountBy(fold => fold).Select(fold => fold.Value).ShouldBe([10, 10, 10, 10, 10]);
        folds[50..].CountBy(fold => fold).Select(fold => fold.Value).ShouldAllBe(count => count == 4 || count == 5);
        CrossValidation.FoldOf(engines, 5).ShouldBe(folds);
    }

    [Fact]
    public void Engines_count_alike_however_long_they_ran()
    {
        // Asked about are windows of at least 31 readings: 70 of the first engine, 10 of the second.
        var windows = EngineWindows.All([Cycles.Engine(100, 1), Cycles.Engine(40, 2)]);
        var predictions = windows.Owners.Zip(windows.Remaining, (owner, remaining) => (float)remaining + (owner == 0 ? 6 : 8)).ToArray();

        CrossValidation.Rmse(windows, predictions).ShouldBe(Math.Sqrt(50), 1e-9); // of 36 and 64, not weighted by windows
    }
}
