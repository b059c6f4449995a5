namespace LatentSim.Models.Training;

/// <summary>How the learning rate changes during training.</summary>
public enum LearningRateSchedule
{
    /// <summary>It does not.</summary>
    Constant = 0,

    /// <summary>It halves whenever the validation loss has not improved for some epochs.</summary>
    Plateau = 1,

    /// <summary>It falls along half a cosine wave to zero at the last epoch.</summary>
    Cosine = 2,
}
