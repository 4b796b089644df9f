using Healthcare.Evaluation;
using Healthcare.Evaluation.Commands;
using Healthcare.Training;
using Platform.Learning;

var task = ImagingOptions.Task();
var data = TrainingProgram.DataOption();
var output = TrainingProgram.OutOption();
var seed = ImagingOptions.Seed();
var epochs = ImagingOptions.Epochs();

var program = new TrainingProgram("Trains imaging models.").Verb(
    "train", "Trains a small convolutional network and writes its model folder.", [task, data, output, seed, epochs], async (options, cancellationToken) =>
    {
        TorchRuntime.Check();
        var chosen = ImagingTask.Named(options.GetValue(task));
        var shipped = new TrainingSettings();
        var settings = shipped with
        {
            Seed = options.GetValue(seed) ?? shipped.Seed,
            Epochs = options.GetValue(epochs) ?? shipped.Epochs,
        };
        await new ImagingTraining(chosen, settings).RunAsync(
            DataRoot.Resolve(options.GetValue(data), chosen.DataPath),
            options.GetValue(output) ?? ImagingOptions.NextModel(chosen.Name),
            cancellationToken);
    });
return await program.RunAsync(args);
