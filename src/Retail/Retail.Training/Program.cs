using Platform.Learning;
using Retail.Training.Commands;

namespace Retail.Training;

// A named class: tests refer to this project beside Retail.Api, whose Program they start.
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var program = new TrainingProgram("Trains and measures the ranker of the recommender.");
        TrainCommand.AddTo(program);
        EvaluateCommand.AddTo(program);
        return program.RunAsync(args);
    }
}
