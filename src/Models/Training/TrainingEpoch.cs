namespace LatentSim.Models.Training;

/// <summary>What one epoch of one stage came to.</summary>
/// <param name="Stage">The stage's name: srv, mdn, decoder, wgan, backmapper.</param>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Epochs">The most epochs that there will be.</param>
/// <param name="TrainingLoss">The mean loss over the epoch's batches.</param>
/// <param name="ValidationLoss">The loss on held-out data after the epoch; lower is better.</param>
/// <param name="IsBest">Whether this is the best validation loss so far.</param>
/// <param name="Seconds">Since the stage began.</param>
public sealed record TrainingEpoch(
    string Stage, int Epoch, int Epochs, double TrainingLoss, double ValidationLoss, bool IsBest, double Seconds);
