using Healthcare.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace Healthcare.Training;

/// <summary>Trains the network; deterministic for a seed and a number of threads, as far as Torch's CPU kernels are.</summary>
internal sealed class NetworkTrainer(TrainingSettings settings, Action<string> progress)
{
    /// <summary>The averaged network after the last epoch, in evaluation mode.</summary>
    /// <param name="describe">What is reported of the validation's logits after each epoch.</param>
    public EvidenceNetwork Train(
        ImageTensors train, ImageTensors validation, Func<float[], string> describe, CancellationToken cancellationToken)
    {
        set_num_threads(settings.Threads);
        manual_seed(settings.Seed);
        using var network = new EvidenceNetwork(settings.Widths, settings.Depths);
        var averaged = new EvidenceNetwork(settings.Widths, settings.Depths);
        var average = new WeightAverage(network, averaged, settings.AverageDecay);
        using var optimiser = optim.AdamW(network.parameters(), settings.LearningRate, weight_decay: settings.WeightDecay);
        var stepsPerEpoch = (int)(train.Count / settings.BatchSize);
        var step = 0;
        for (var epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            network.train();
            var losses = 0.0;
            using var order = randperm(train.Count);
            for (var i = 0; i < stepsPerEpoch; i++, step++)
            {
                SetLearningRate(optimiser, step, settings.Epochs * stepsPerEpoch);
                using var indices = order.narrow(0, (long)i * settings.BatchSize, settings.BatchSize);
                losses += Step(network, optimiser, train, indices);
                average.Update(network);
            }

            progress($"epoch {epoch}/{settings.Epochs}: loss {losses / stepsPerEpoch:F4}, validation {describe(Logits(averaged, validation.Inputs))}");
        }

        return averaged;
    }

    /// <summary>The logits of images in evaluation mode.</summary>
    public static float[] Logits(EvidenceNetwork network, Tensor inputs)
    {
        using var noGradient = no_grad();
        network.eval();
        var logits = new List<float>();
        for (var start = 0L; start < inputs.shape[0]; start += 128)
        {
            using var scope = NewDisposeScope();
            var batch = inputs.narrow(0, start, Math.Min(128, inputs.shape[0] - start));
            logits.AddRange(network.forward(batch).data<float>());
        }

        return [.. logits];
    }

    private double Step(EvidenceNetwork network, optim.Optimizer optimiser, ImageTensors train, Tensor indices)
    {
        using var scope = NewDisposeScope();
        var labels = train.Labels.index_select(0, indices);
        var logits = network.forward(Augmentation.Apply(train.Inputs.index_select(0, indices)));
        var targets = labels * (1 - settings.LabelSmoothing) + settings.LabelSmoothing / 2;
        // Both classes weigh the same: their shares in the data are those of an archive, not of a department.
        var share = train.Labels.mean();
        var weights = labels * (0.5 / share) + (1 - labels) * (0.5 / (1 - share));
        var loss = nn.functional.binary_cross_entropy_with_logits(logits, targets, weights);
        optimiser.zero_grad();
        loss.backward();
        nn.utils.clip_grad_norm_(network.parameters(), 2.0);
        optimiser.step();
        return loss.item<float>();
    }

    private void SetLearningRate(optim.Optimizer optimiser, int step, int steps)
    {
        var warmUp = Math.Max(1, (int)(steps * settings.WarmUpShare));
        var rate = step < warmUp
            ? settings.LearningRate * (step + 1) / warmUp
            : settings.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * (step - warmUp) / Math.Max(1, steps - warmUp)));
        foreach (var group in optimiser.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }
}
