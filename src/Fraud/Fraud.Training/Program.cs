using Fraud.Training.Commands;
using Platform.Learning;

namespace Fraud.Training;

// A named class: tests refer to this project beside Fraud.Api, whose Program they start.
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var program = new TrainingProgram("Trains and measures the fraud model.");
        TrainCommand.AddTo(program);
        EvaluateCommand.AddTo(program);
        TuneCommand.AddTo(program);
        return program.RunAsync(args);
    }
}
