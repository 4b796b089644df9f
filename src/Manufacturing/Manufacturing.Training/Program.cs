using Manufacturing.Training.Commands;
using Platform.Learning;

var program = new TrainingProgram("Trains and measures the remaining-useful-life model.");
TrainCommand.AddTo(program);
EvaluateCommand.AddTo(program);
TuneCommand.AddTo(program);
return await program.RunAsync(args);
