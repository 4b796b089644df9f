using Platform.Learning;
using Retail.Training.Data;
using Retail.Training.Ranking;

namespace Retail.ModelTests;

public sealed class TrainingTests
{
    [Fact]
    public void Equal_sales_settings_and_seed_give_the_same_model_to_the_byte() => Train().ShouldBe(Train());

    private static byte[] Train()
    {
        var settings = new RankerSettings { LabelDays = 10, Dates = 2, Step = 5, PastDays = 10 };
        var table = RankerTrainer.Table(Generated(), new DateOnly(2011, 7, 1), settings);
        return OnnxTrees.Write(LightGbm.Train(table, settings.Trees with { Trees = 10, MinimumLeafRows = 5 }));
    }

    /// <summary>Forty customers of two tastes who come every few days.</summary>
    private static List<Sale> Generated()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 60).SelectMany(day => Enumerable.Range(0, 40)
            .Where(_ => random.Next(4) == 0)
            .SelectMany(customer => Enumerable.Range(0, 3).Select(_ => new Sale(
                $"{day}-{customer}", $"111{(customer % 2 * 10) + random.Next(10):00}", new DateTime(2011, 5, 2).AddDays(day), 1 + random.Next(9), $"c{customer}"))))];
    }
}
