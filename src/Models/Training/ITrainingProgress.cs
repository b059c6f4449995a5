namespace LatentSim.Models.Training;

/// <summary>Hears of every epoch as it ends; called on the training thread.</summary>
public interface ITrainingProgress
{
    /// <summary>An epoch has ended.</summary>
    void Report(TrainingEpoch epoch);
}
