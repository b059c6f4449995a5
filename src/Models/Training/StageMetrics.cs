namespace LatentSim.Models.Training;

/// <summary>How a stage's training went.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Epochs">Every epoch, in order.</param>
/// <param name="BestEpoch">The epoch whose weights were kept.</param>
/// <param name="BestValidationLoss">Its validation loss.</param>
/// <param name="Seconds">How long the stage took.</param>
/// <param name="Stop">Why it ended.</param>
public sealed record StageMetrics(
    string Stage, IReadOnlyList<TrainingEpoch> Epochs, int BestEpoch, double BestValidationLoss, double Seconds, TrainingStop Stop);
