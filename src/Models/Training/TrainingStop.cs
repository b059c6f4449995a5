namespace LatentSim.Models.Training;

/// <summary>Why a stage's training ended.</summary>
public enum TrainingStop
{
    /// <summary>All epochs were done.</summary>
    Completed = 0,

    /// <summary>The validation loss had not improved for as many epochs as the patience allows.</summary>
    EarlyStopping = 1,

    /// <summary>It was cancelled; the best weights so far were kept.</summary>
    Interrupted = 2,
}
