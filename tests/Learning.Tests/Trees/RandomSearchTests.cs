using Platform.Learning;

namespace Learning.Tests.Trees;

public sealed class RandomSearchTests
{
    private static readonly SearchSpace Space = new(new LightGbmSettings { Objective = TreeObjective.Binary });

    [Fact]
    public void The_best_trial_wins_and_the_base_settings_are_the_first()
    {
        var trials = new List<Trial>();

        var best = RandomSearch.Maximise(Space, 30, seed: 1, settings => -Math.Abs(settings.Leaves - 20), trials.Add);

        trials[0].Settings.ShouldBe(Space.Base);
        best.ShouldBe(trials.MaxBy(trial => trial.Objective));
        trials.Count.ShouldBe(30);
    }

    [Fact]
    public void Equal_seeds_try_equal_settings_within_the_space()
    {
        var first = Try(seed: 5);

        Try(seed: 5).ShouldBe(first);
        Try(seed: 6).ShouldNotBe(first);
        foreach (var settings in first.Skip(1))
        {
            settings.Leaves.ShouldBeInRange(Space.Leaves.Low, Space.Leaves.High);
            settings.LearningRate.ShouldBeInRange(Space.LearningRate.Low, Space.LearningRate.High);
            settings.RowFraction.ShouldBeInRange(Space.RowFraction.Low, Space.RowFraction.High);
        }
    }

    [Fact]
    public void No_trials_are_refused() => Should.Throw<ArgumentOutOfRangeException>(() => RandomSearch.Maximise(Space, 0, 1, _ => 0));

    private static List<LightGbmSettings> Try(int seed)
    {
        var tried = new List<LightGbmSettings>();
        RandomSearch.Maximise(Space, 20, seed, _ => 0, trial => tried.Add(trial.Settings));
        return tried;
    }
}
