namespace LatentSim.Models.Training;

/// <summary>A loss is no longer a finite number.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Names the stage, the loss and where it happened.</summary>
    public TrainingDivergedException(string stage, string lossName, double loss, int epoch)
        : base($"{stage}: the {lossName} loss became {loss} in epoch {epoch}; a lower learning rate may help, and inputs must be finite.")
    {
        Stage = stage;
        Epoch = epoch;
    }

    /// <summary>The stage's name.</summary>
    public string Stage { get; }

    /// <summary>The epoch, counted from 1.</summary>
    public int Epoch { get; }
}
