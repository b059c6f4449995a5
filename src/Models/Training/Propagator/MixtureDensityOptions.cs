namespace LatentSim.Models.Training;

/// <summary>How a mixture density network is trained. The defaults are the published ones (Sidky et al. 2020, section 3.2) where it gives them.</summary>
public sealed record MixtureDensityOptions
{
    /// <summary>Frames from the first to the second of a pair.</summary>
    public int LagFrames { get; init; } = 1;

    /// <summary>Gaussians, C.</summary>
    public int Components { get; init; } = 24;

    /// <summary>Hidden layers.</summary>
    public int HiddenLayers { get; init; } = 2;

    /// <summary>Units of each hidden layer.</summary>
    public int HiddenWidth { get; init; } = 100;

    /// <summary>The least standard deviation of a Gaussian, on the [0, 1] scale of the latents.</summary>
    public float SigmaFloor { get; init; } = 1e-3f;

    /// <summary>Also trains on every pair reversed in time, which holds in equilibrium. Off in the paper.</summary>
    public bool TimeReversal { get; init; }

    /// <summary>Pairs a batch, at most.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>Adam's first learning rate.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>Epochs without improvement after which a plateau schedule halves the rate.</summary>
    public int PlateauEpochs { get; init; } = 5;

    /// <summary>The most epochs.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Epochs without a better held-out likelihood after which to stop.</summary>
    public int Patience { get; init; } = 15;

    /// <summary>The tail of each trajectory that is held out.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    internal void Check()
    {
        OptionCheck.AtLeast("mdn lag frames", LagFrames, 1);
        OptionCheck.AtLeast("mdn components", Components, 1);
        OptionCheck.AtLeast("mdn hidden layers", HiddenLayers, 1);
        OptionCheck.AtLeast("mdn hidden width", HiddenWidth, 1);
        OptionCheck.Positive("mdn sigma floor", SigmaFloor);
        OptionCheck.AtLeast("mdn batch size", BatchSize, 1);
        OptionCheck.Positive("mdn learning rate", LearningRate);
        OptionCheck.AtLeast("mdn plateau epochs", PlateauEpochs, 1);
        OptionCheck.AtLeast("mdn epochs", Epochs, 1);
        OptionCheck.AtLeast("mdn patience", Patience, 1);
        OptionCheck.Fraction("mdn validation fraction", ValidationFraction);
    }
}
