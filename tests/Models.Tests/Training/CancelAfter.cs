using LatentSim.Models.Training;

namespace Models.Tests.Training;

/// <summary>Collects epochs, and cancels after a given one.</summary>
internal sealed class CancelAfter(int epoch) : ITrainingProgress
{
    private readonly CancellationTokenSource source = new();

    public List<TrainingEpoch> Epochs { get; } = [];

    public CancellationToken Token => source.Token;

    public void Report(TrainingEpoch report)
    {
        Epochs.Add(report);
        if (report.Epoch == epoch)
            source.Cancel();
    }
}
