using LatentSim.Models.Weights;
using LatentSim.Molecules.ForceFields;

namespace LatentSim.Models.Training;

/// <summary>How the published backmapper is trained. The defaults are the published ones for alanine dipeptide (Shmilovich et al. 2022, Table 1 of the supporting information).</summary>
public sealed record VoxelBackmapperOptions
{
    /// <summary>Frames from the previous one to the one that is drawn.</summary>
    public int LagFrames { get; init; } = 1;

    /// <summary>Whether the previous atoms are part of the condition.</summary>
    public bool UsesPrevious { get; init; } = true;

    /// <summary>How frames are turned.</summary>
    public VoxelOrientation Orientation { get; init; } = VoxelOrientation.Random;

    /// <summary>The grid.</summary>
    public VoxelGrid Grid { get; init; } = new(12, 1.8, 0.05398);

    /// <summary>The length of the latent code, a multiple of 8.</summary>
    public int LatentSize { get; init; } = 32;

    /// <summary>Channels of the encoder; twice as many on the coarsest grid.</summary>
    public int EncoderChannels { get; init; } = 32;

    /// <summary>Channels of the decoder.</summary>
    public int DecoderChannels { get; init; } = 32;

    /// <summary>Pairs of frames a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 1.398e-4;

    /// <summary>How the learning rate changes: constant or cosine.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Steps of training.</summary>
    public long Steps { get; init; } = 14_800_000;

    /// <summary>The most minutes of training; 0: no limit. All schedules then run as far ahead of the steps as they must to end with the time.</summary>
    public double Minutes { get; init; }

    /// <summary>Steps from one validation to the next.</summary>
    public int ValidationInterval { get; init; } = 2000;

    /// <summary>Held-out pairs, at most, that a validation measures.</summary>
    public int ValidationPairs { get; init; } = 256;

    /// <summary>The weights of the loss's terms.</summary>
    public VoxelLossWeights Weights { get; init; } = new();

    /// <summary>The force field of the energy term; null: no energy term.</summary>
    public ForceField? Energy { get; init; }

    /// <summary>Steps before the energy term begins.</summary>
    public long EnergyStart { get; init; } = 200_000;

    /// <summary>Steps over which its weight grows.</summary>
    public long EnergyAnneal { get; init; } = 1_250_000;

    /// <summary>The bound on a reconstruction's energy, kJ/mol; infinite for none.</summary>
    public double MostEnergy { get; init; } = double.PositiveInfinity;

    /// <summary>The greatest norm of the gradient before the energy term begins; 0 for no limit.</summary>
    public double FirstClipNorm { get; init; }

    /// <summary>The greatest norm of the gradient once the energy term has begun; 0 for no limit.</summary>
    public double ClipNorm { get; init; } = 0.1;

    /// <summary>How often the weight of the Kullback-Leibler divergence grows from zero (Fu et al. 2019), over as many equal parts of all steps; 0: it is constant.</summary>
    public int DivergenceCycles { get; init; } = 4;

    /// <summary>Where in a cycle that weight is half its greatest value, as a fraction of the cycle.</summary>
    public double DivergenceCentre { get; init; } = 0.25;

    /// <summary>How slowly it grows there, as a fraction of the cycle.</summary>
    public double DivergenceWidth { get; init; } = 0.05;

    /// <summary>The deviation of Gaussian noise on the previous atoms in training, nm; the published training has none.</summary>
    public double PreviousNoise { get; init; }

    /// <summary>Gaussians of the mixture that codes are drawn from.</summary>
    public int Components { get; init; } = 10;

    /// <summary>Pairs, at most, whose codes the mixture is fitted to.</summary>
    public int CodeSamples { get; init; } = 10_000;

    /// <summary>The tail of each trajectory that is held out.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Pairs of frames, at most, that are kept to seed first frames.</summary>
    public int Seeds { get; init; } = 500;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    internal void Check()
    {
        const string Name = "voxel backmapper";
        OptionCheck.AtLeast($"{Name} lag frames", LagFrames, 1);
        OptionCheck.AtLeast($"{Name} grid", Grid.Points, VoxelDecoderWeights.CodePoints * 2);
        OptionCheck.Positive($"{Name} width", Grid.Width);
        OptionCheck.Positive($"{Name} deviation", Grid.Deviation);
        OptionCheck.AtLeast($"{Name} latent size", LatentSize, 1);
        if (LatentSize % 8 != 0 || Grid.Points % 2 != 0)
            throw new ArgumentException($"{Name}: a latent size of {LatentSize} on a grid of {Grid.Points}, expected a multiple of 8 on an even grid.");
        OptionCheck.AtLeast($"{Name} encoder channels", EncoderChannels, 1);
        OptionCheck.AtLeast($"{Name} decoder channels", DecoderChannels, 1);
        OptionCheck.AtLeast($"{Name} batch size", BatchSize, 1);
        OptionCheck.Positive($"{Name} learning rate", LearningRate);
        OptionCheck.AtLeast($"{Name} steps", Steps, 1);
        OptionCheck.AtLeast($"{Name} minutes", Minutes, 0);
        OptionCheck.AtLeast($"{Name} validation interval", ValidationInterval, 1);
        OptionCheck.AtLeast($"{Name} validation pairs", ValidationPairs, 1);
        OptionCheck.AtLeast($"{Name} energy start", EnergyStart, 0);
        OptionCheck.AtLeast($"{Name} energy anneal", EnergyAnneal, 1);
        OptionCheck.AtLeast($"{Name} first clip norm", FirstClipNorm, 0);
        OptionCheck.AtLeast($"{Name} clip norm", ClipNorm, 0);
        OptionCheck.AtLeast($"{Name} divergence cycles", DivergenceCycles, 0);
        OptionCheck.Positive($"{Name} divergence width", DivergenceWidth);
        OptionCheck.Fraction($"{Name} divergence centre", DivergenceCentre);
        OptionCheck.AtLeast($"{Name} previous noise", PreviousNoise, 0);
        OptionCheck.AtLeast($"{Name} components", Components, 1);
        OptionCheck.AtLeast($"{Name} code samples", CodeSamples, 2);
        OptionCheck.Fraction($"{Name} validation fraction", ValidationFraction);
        OptionCheck.AtLeast($"{Name} seeds", Seeds, 1);
        Weights.Check();
    }
}
