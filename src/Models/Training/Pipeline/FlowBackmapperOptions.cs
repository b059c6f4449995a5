namespace LatentSim.Models.Training;

/// <summary>How the flow backmapper is trained.</summary>
public sealed record FlowBackmapperOptions
{
    /// <summary>Frames from the previous one to the one that is drawn.</summary>
    public int LagFrames { get; init; } = 1;

    /// <summary>The flow.</summary>
    public SplineFlowOptions Flow { get; init; } = new() { HiddenWidth = 128, Bins = 8, Dropout = 0.1, WeightDecay = 1e-2, Epochs = 8 };

    /// <summary>Whether the atoms one lag before are part of the condition; without them each frame is drawn by itself, from its coarse sites alone.</summary>
    public bool UsesPrevious { get; init; } = true;

    /// <summary>Also trains on every pair reversed in time, which holds in equilibrium; without previous atoms there is nothing to reverse.</summary>
    public bool TimeReversal { get; init; } = true;

    /// <summary>What the atoms' places are measured from.</summary>
    public BackmapperReferences References { get; init; }

    /// <summary>The tail of each trajectory that is held out.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Pairs of frames, at most, that are kept to seed first frames.</summary>
    public int Seeds { get; init; } = 500;

    /// <summary>Holds the energies of what is drawn to those of the data; null for the likelihood alone.</summary>
    public DrawnEnergyOptions? Energy { get; init; }

    /// <summary>Draws again what overlaps, by the closest contacts of the training data.</summary>
    public bool Contacts { get; init; } = true;
}
