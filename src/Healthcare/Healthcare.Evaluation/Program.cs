using Healthcare.Evaluation.Commands;
using Platform.Learning;

var program = new TrainingProgram("Measures imaging models, and hands training over to the program that has TorchSharp.");
EvaluateCommand.AddTo(program);
TrainCommand.AddTo(program);
return await program.RunAsync(args);
