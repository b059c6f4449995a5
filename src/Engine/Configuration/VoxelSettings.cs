namespace LatentSim.Engine.Configuration;

/// <summary>The published backmapper, a conditional variational autoencoder on voxelized densities (Shmilovich et al. 2022); the defaults are theirs for alanine dipeptide.</summary>
public sealed class VoxelSettings
{
    private const string Section = "voxel-backmapper";

    /// <summary>Points along an edge of the grid.</summary>
    public int Grid { get; set; } = 12;

    /// <summary>The length of an edge of the grid, nm.</summary>
    public double Width { get; set; } = 1.8;

    /// <summary>The deviation of each particle's Gaussian, nm.</summary>
    public double Deviation { get; set; } = 0.05398;

    /// <summary>The length of the latent code.</summary>
    public int Latent { get; set; } = 32;

    /// <summary>Channels of the encoder.</summary>
    public int EncoderChannels { get; set; } = 32;

    /// <summary>Channels of the decoder.</summary>
    public int DecoderChannels { get; set; } = 32;

    /// <summary>Whether the previous atoms are part of the condition.</summary>
    public bool Previous { get; set; } = true;

    /// <summary>How frames are turned: random, as published, or sites, superposed on one reference by their coarse sites.</summary>
    public string Orientation { get; set; } = "random";

    /// <summary>Pairs of frames in a batch.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; set; } = 1.398e-4;

    /// <summary>constant, or cosine: falls to zero along half a cosine wave.</summary>
    public string Schedule { get; set; } = "constant";

    /// <summary>Steps of training.</summary>
    public long Steps { get; set; } = 14_800_000;

    /// <summary>The most minutes of training; 0: no limit.</summary>
    public double Minutes { get; set; }

    /// <summary>Steps from one validation to the next.</summary>
    public int ValidationInterval { get; set; } = 2000;

    /// <summary>The weight of the densities' term.</summary>
    public double VoxelWeight { get; set; } = 1;

    /// <summary>The weight of the coordinates' term.</summary>
    public double CoordinateWeight { get; set; } = 1;

    /// <summary>The weight of the coarse sites' term.</summary>
    public double CoarseWeight { get; set; } = 1;

    /// <summary>The weight of the distances' term.</summary>
    public double DistanceWeight { get; set; } = 1;

    /// <summary>The last weight of the energies' term; 0: no such term.</summary>
    public double EnergyWeight { get; set; } = 1;

    /// <summary>The weight of the energies' term when it begins.</summary>
    public double EnergyFirstWeight { get; set; } = 1e-6;

    /// <summary>Steps before the energies' term begins.</summary>
    public long EnergyStart { get; set; } = 200_000;

    /// <summary>Steps over which its weight grows.</summary>
    public long EnergyAnneal { get; set; } = 1_250_000;

    /// <summary>The bound on a reconstruction's energy, kJ/mol; none without.</summary>
    public double? EnergyLimit { get; set; }

    /// <summary>The greatest norm of the gradient once the energies' term has begun; 0: no limit.</summary>
    public double Clip { get; set; } = 0.1;

    /// <summary>The greatest norm of the gradient before that; 0: no limit.</summary>
    public double FirstClip { get; set; }

    /// <summary>The greatest weight of the Kullback-Leibler divergence.</summary>
    public double DivergenceWeight { get; set; } = 1;

    /// <summary>How often that weight grows from zero; 0: it is constant.</summary>
    public int DivergenceCycles { get; set; } = 4;

    /// <summary>Where in a cycle it is half its greatest value, as a fraction of the cycle.</summary>
    public double DivergenceCentre { get; set; } = 0.25;

    /// <summary>How slowly it grows there, as a fraction of the cycle.</summary>
    public double DivergenceWidth { get; set; } = 0.05;

    /// <summary>The deviation of noise on the previous atoms while training, nm.</summary>
    public double PreviousNoise { get; set; }

    /// <summary>Gaussians of the mixture that codes are drawn from.</summary>
    public int Components { get; set; } = 10;

    /// <summary>Whether training needs the force field that data.energy names.</summary>
    internal bool NeedsEnergy => EnergyWeight > 0 && EnergyStart < Steps;

    internal void Validate(SettingCheck check)
    {
        check.That(Grid is >= 4 and <= 64 && Grid % 2 == 0, $"{Section}.grid", "an even number from 4 to 64", Grid);
        check.Positive($"{Section}.width", Width);
        check.Positive($"{Section}.deviation", Deviation);
        check.That(Latent is >= 8 and <= 1024 && Latent % 8 == 0, $"{Section}.latent", "a multiple of 8 up to 1024", Latent);
        check.That(EncoderChannels is > 0 and <= 512, $"{Section}.encoder-channels", "1 to 512", EncoderChannels);
        check.That(DecoderChannels is > 0 and <= 512, $"{Section}.decoder-channels", "1 to 512", DecoderChannels);
        check.OneOf($"{Section}.orientation", Orientation, "random", "sites");
        check.Positive($"{Section}.batch-size", BatchSize);
        check.Positive($"{Section}.learning-rate", LearningRate);
        check.OneOf($"{Section}.schedule", Schedule, "constant", "cosine");
        check.That(Steps > 0, $"{Section}.steps", "a whole number of at least 1", Steps);
        NotNegative(check, "minutes", Minutes);
        check.Positive($"{Section}.validation-interval", ValidationInterval);
        ValidateLoss(check);
        NotNegative(check, "previous-noise", PreviousNoise);
        check.That(Components is > 0 and <= 100, $"{Section}.components", "1 to 100", Components);
    }

    private void ValidateLoss(SettingCheck check)
    {
        NotNegative(check, "voxel-weight", VoxelWeight);
        NotNegative(check, "coordinate-weight", CoordinateWeight);
        NotNegative(check, "coarse-weight", CoarseWeight);
        NotNegative(check, "distance-weight", DistanceWeight);
        NotNegative(check, "energy-weight", EnergyWeight);
        check.Positive($"{Section}.energy-first-weight", EnergyFirstWeight);
        check.That(EnergyStart >= 0, $"{Section}.energy-start", "a whole number of at least 0", EnergyStart);
        check.That(EnergyAnneal > 0, $"{Section}.energy-anneal", "a whole number of at least 1", EnergyAnneal);
        check.That(EnergyLimit is null || double.IsFinite(EnergyLimit.Value), $"{Section}.energy-limit", "an energy in kJ/mol", EnergyLimit);
        NotNegative(check, "clip", Clip);
        NotNegative(check, "first-clip", FirstClip);
        NotNegative(check, "divergence-weight", DivergenceWeight);
        check.That(DivergenceCycles is >= 0 and <= 10_000, $"{Section}.divergence-cycles", "0 to 10000", DivergenceCycles);
        check.Share($"{Section}.divergence-centre", DivergenceCentre);
        check.Positive($"{Section}.divergence-width", DivergenceWidth);
    }

    private static void NotNegative(SettingCheck check, string setting, double value) =>
        check.That(value >= 0 && double.IsFinite(value), $"{Section}.{setting}", "a number of at least 0", value);
}
