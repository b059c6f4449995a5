namespace LatentSim.Models.Training;

/// <summary>How a state-free reversible VAMPnet is trained. The defaults are the published ones (Sidky et al. 2020, section 3.2) where it gives them.</summary>
public sealed record SrvOptions
{
    /// <summary>Frames from the first to the second of a pair.</summary>
    public int LagFrames { get; init; } = 1;

    /// <summary>Eigenfunctions to learn, the constant one not counted.</summary>
    public int Eigenfunctions { get; init; } = 6;

    /// <summary>The latent dimension m; 0 to choose it by <see cref="LatentDimension"/>.</summary>
    public int Dimension { get; init; }

    /// <summary>Eigenfunctions, counted from 1, that are left out of the latents once learned; the latent dimension and the eigenvalues count those that remain.</summary>
    public IReadOnlyList<int> DropModes { get; init; } = [];

    /// <summary>Features that the eigenfunctions are kept uncorrelated with while they are learned, with every function of them.</summary>
    public IReadOnlyList<DeflatedColumn> Deflate { get; init; } = [];

    /// <summary>Hidden layers.</summary>
    public int HiddenLayers { get; init; } = 2;

    /// <summary>Units of each hidden layer.</summary>
    public int HiddenWidth { get; init; } = 100;

    /// <summary>Pairs a batch, about; covariances are estimated within a batch, so it should be thousands.</summary>
    public int BatchSize { get; init; } = 5000;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Decoupled weight decay, the share of each weight per unit of learning rate that a step takes away.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The most epochs.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Epochs without a better held-out score after which to stop.</summary>
    public int Patience { get; init; } = 12;

    /// <summary>The tail of each trajectory that is held out.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Added to the diagonal of the instantaneous covariance.</summary>
    public double Ridge { get; init; } = 1e-6;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    internal void Check()
    {
        OptionCheck.AtLeast("srv lag frames", LagFrames, 1);
        OptionCheck.AtLeast("srv eigenfunctions", Eigenfunctions, 1);
        OptionCheck.AtLeast("srv dimension", Dimension, 0);
        OptionCheck.AtLeast("srv hidden layers", HiddenLayers, 1);
        OptionCheck.AtLeast("srv hidden width", HiddenWidth, 1);
        OptionCheck.AtLeast("srv batch size", BatchSize, 2);
        OptionCheck.Positive("srv learning rate", LearningRate);
        if (!(WeightDecay >= 0) || !double.IsFinite(WeightDecay))
            throw new ArgumentException($"srv weight decay is {WeightDecay}, expected a number that is not negative.");
        OptionCheck.AtLeast("srv epochs", Epochs, 1);
        OptionCheck.AtLeast("srv patience", Patience, 1);
        OptionCheck.Fraction("srv validation fraction", ValidationFraction);
        OptionCheck.Positive("srv ridge", Ridge);
        if (DropModes.Any(mode => mode < 1 || mode > Eigenfunctions) || DropModes.Distinct().Count() != DropModes.Count || DropModes.Count >= Eigenfunctions)
            throw new ArgumentException($"srv drops modes [{string.Join(", ", DropModes)}], expected some of the {Eigenfunctions} eigenfunctions, each once, and not all.");
        if (Dimension > Eigenfunctions - DropModes.Count)
            throw new ArgumentException($"srv dimension is {Dimension}, expected at most the {Eigenfunctions - DropModes.Count} eigenfunctions that are kept.");
    }
}
