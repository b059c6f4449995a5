using System.Globalization;
using LatentSim.Engine.Terminal;
using LatentSim.Models.Training;

namespace LatentSim.Engine.Training;

/// <summary>Tells of every epoch: on the terminal, and as a line of a CSV file.</summary>
internal sealed class TrainingLog : ITrainingProgress, IDisposable
{
    private readonly ProgressLine progress;
    private readonly string path;
    private readonly StreamWriter file;
    private bool isEmpty = true;

    /// <summary>Begins the file, which replaces what was there.</summary>
    public TrainingLog(ProgressLine progress, string path)
    {
        this.progress = progress;
        this.path = path;
        file = new StreamWriter(path) { AutoFlush = true };
        file.WriteLine("stage,epoch,epochs,training_loss,validation_loss,is_best,seconds");
    }

    /// <summary>Hears of each epoch after it was told.</summary>
    public Action EpochEnded { get; init; } = () => { };

    /// <inheritdoc/>
    public void Report(TrainingEpoch epoch)
    {
        isEmpty = false;
        file.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{epoch.Stage},{epoch.Epoch},{epoch.Epochs},{epoch.TrainingLoss:R},{epoch.ValidationLoss:R},{(epoch.IsBest ? 1 : 0)},{epoch.Seconds:0.000}"));
        progress.Update(() => Describe(epoch));
        EpochEnded();
    }

    /// <summary>Ends the file of training that failed; one that tells of no epoch is taken away.</summary>
    public void Abandon()
    {
        file.Dispose();
        if (isEmpty)
            File.Delete(path);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static string Describe(TrainingEpoch epoch)
    {
        double left = epoch.Seconds / epoch.Epoch * (epoch.Epochs - epoch.Epoch);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{StageTitle.Of(epoch.Stage),-10}  epoch {epoch.Epoch} of {epoch.Epochs}  training {Display.Loss(epoch.TrainingLoss)}  validation {Display.Loss(epoch.ValidationLoss)}{(epoch.IsBest ? " (best)" : "")}  at most {Duration.Of(left)} left");
    }
}
