namespace LatentSim.Engine.Configuration;

/// <summary>How `latentsim simulate` makes a system's data: a process that is known, so that a model of it can be judged.</summary>
public sealed class ReferenceSettings
{
    /// <summary>The process that is the sweep of an integrator's configuration.</summary>
    internal const string Particles = "particles";

    /// <summary>The process that is a coarse-grained force field fitted to the data.</summary>
    internal const string FittedToData = "coarse-langevin";

    /// <summary>Which process: none, chain, brownian, go-model, coarse-langevin or particles.</summary>
    public string Process { get; set; } = "none";

    /// <summary>The number of independent trajectories.</summary>
    public int Trajectories { get; set; } = 1;

    /// <summary>Frames of each trajectory; for chain and brownian a frame is a step.</summary>
    public long Frames { get; set; } = 1_000_000;

    /// <summary>The seed of all trajectories.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The bins of the chain, with centres from -1 to 1, and the unit of length of brownian.</summary>
    public int Bins { get; set; } = 100;

    /// <summary>The diffusion D dt of a step of brownian, in bins squared.</summary>
    public double Diffusion { get; set; } = 1;

    /// <summary>The temperature kT of brownian, in units of the potential.</summary>
    public double Temperature { get; set; } = 1;

    /// <summary>The potential of go-model.</summary>
    public GoModelSettings GoModel { get; set; } = new();

    /// <summary>The dynamics of go-model.</summary>
    public LangevinDynamicsSettings Langevin { get; set; } = new();

    /// <summary>The force field and the dynamics of coarse-langevin.</summary>
    public CoarseLangevinSettings CoarseLangevin { get; set; } = new();

    /// <summary>Whether there is a process.</summary>
    internal bool IsGiven => Process != "none";

    /// <summary>Whether the process needs a temperature.</summary>
    internal bool IsThermal => Process is "go-model" or FittedToData;

    internal void Validate(SettingCheck check)
    {
        check.OneOf("reference.process", Process, "none", "chain", "brownian", "go-model", FittedToData, Particles);
        check.That(Trajectories is > 0 and <= 10_000, "reference.trajectories", "1 to 10000", Trajectories);
        check.That(Frames is > 0 and <= 500_000_000, "reference.frames", "1 to 500000000", Frames);
        check.That(Seed >= 0, "reference.seed", "a whole number of at least 0", Seed);
        check.That(Bins is >= 2 and <= 1000, "reference.bins", "2 to 1000", Bins);
        check.Positive("reference.diffusion", Diffusion);
        check.Positive("reference.temperature", Temperature);
        GoModel.Validate(check);
        Langevin.Validate(check);
        CoarseLangevin.Validate(check);
    }
}
