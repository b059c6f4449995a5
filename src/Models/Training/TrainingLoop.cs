using System.Diagnostics;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Epochs with early stopping: trains, validates, keeps the best weights, and stops when they no longer improve or when cancelled.</summary>
internal sealed class TrainingLoop
{
    private readonly string stage;
    private readonly int epochs;
    private readonly int patience;
    private readonly ITrainingProgress? progress;
    private readonly CancellationToken cancellation;

    /// <summary>Makes a loop.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="epochs">The most epochs.</param>
    /// <param name="patience">Epochs without a better validation loss after which to stop.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends training; what was best so far is kept.</param>
    public TrainingLoop(string stage, int epochs, int patience, ITrainingProgress? progress, CancellationToken cancellation)
    {
        this.stage = stage;
        this.epochs = epochs;
        this.patience = patience;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// <summary>Runs; the network is left with its best weights, in evaluation mode.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="train">Trains for one epoch (counted from 1) and returns its mean loss; returns early when cancelled.</param>
    /// <param name="validate">Returns the loss on held-out data.</param>
    /// <param name="average">An average of the weights, if that is what is validated and kept.</param>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public StageMetrics Run(torch.nn.Module network, Func<int, double> train, Func<double> validate, ParameterAverage? average = null)
    {
        using TrainableModule module = new(network);
        return Run(module, train, validate, average);
    }

    /// <summary>Runs; the network is left with its best weights.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="train">Trains for one epoch (counted from 1) and returns its mean loss; returns early when cancelled.</param>
    /// <param name="validate">Returns the loss on held-out data.</param>
    /// <param name="average">An average of the weights, if that is what is validated and kept.</param>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public StageMetrics Run(ITrainable network, Func<int, double> train, Func<double> validate, ParameterAverage? average = null)
    {
        Stopwatch clock = Stopwatch.StartNew();
        List<TrainingEpoch> history = [];
        TrainingEpoch? bestEpoch = null;
        TrainingStop stop = TrainingStop.Completed;
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            network.BeginTraining();
            double trainingLoss = train(epoch);
            average?.Exchange();
            double validationLoss = Validate(network, validate, epoch);
            bool isBest = bestEpoch is null || validationLoss < bestEpoch.ValidationLoss;
            TrainingEpoch report = new(stage, epoch, epochs, trainingLoss, validationLoss, isBest, clock.Elapsed.TotalSeconds);
            history.Add(report);
            if (isBest)
            {
                network.Keep();
                bestEpoch = report;
            }

            average?.Exchange();
            progress?.Report(report);
            if (cancellation.IsCancellationRequested)
                stop = TrainingStop.Interrupted;
            else if (epoch - bestEpoch!.Epoch >= patience)
                stop = TrainingStop.EarlyStopping;
            if (stop != TrainingStop.Completed)
                break;
        }

        network.Restore();
        return new StageMetrics(stage, history, bestEpoch!.Epoch, bestEpoch.ValidationLoss, clock.Elapsed.TotalSeconds, stop);
    }

    private double Validate(ITrainable network, Func<double> validate, int epoch)
    {
        double loss = network.Validate(validate);
        return double.IsFinite(loss) ? loss : throw new TrainingDivergedException(stage, "validation", loss, epoch);
    }
}
