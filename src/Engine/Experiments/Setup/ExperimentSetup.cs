using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace LatentSim.Engine.Experiments;

/// <summary>What an experiment is made on.</summary>
/// <param name="Name">The system's name.</param>
/// <param name="System">The system.</param>
/// <param name="Test">The start of the test trajectory.</param>
/// <param name="Seed">The seed of the sweep.</param>
/// <param name="Timesteps">Delta_R, each of them.</param>
/// <param name="Integrators">The kinds of integrators.</param>
/// <param name="Models">Where they come from.</param>
internal sealed record ExperimentSetup(
    string Name, ParticleSystem System, ParticleState Test, ulong Seed, IReadOnlyList<double> Timesteps, IReadOnlyList<string> Integrators, IIntegratorSource Models)
{
    /// <summary>Verlet timesteps, in units of Delta, that the paper shows beside its integrator.</summary>
    public static IReadOnlyList<int> CoarseVerlet { get; } = [10, 40, 100];

    /// <summary>How long; null for the experiment's own.</summary>
    public double? Duration { get; init; }

    /// <summary>How many trajectories of the sweep that training never saw.</summary>
    public int HeldOut { get; init; } = 20;

    /// <summary>Hears what is being done.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Ends it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Whether there are many particles, whose motion is chaotic.</summary>
    public bool IsFluid => System.Potential == ParticlePotential.LennardJones;

    /// <summary>Refuses many particles, for experiments that follow one coordinate.</summary>
    /// <exception cref="InvalidInputException">There are many.</exception>
    public void RequireOneParticle(string experiment)
    {
        if (IsFluid)
            throw new InvalidInputException(Name, "particles", $"the experiment {experiment} follows one particle on a line");
    }

    /// <summary>The interval at which Verlet with coarser timesteps is compared.</summary>
    public double CoarseInterval => 200 * System.VerletTimestep;

    /// <summary>The start of a trajectory of the sweep that training never saw. The first is the test trajectory's own where particles start at random.</summary>
    public ParticleState HeldOutStart(int index) => ParticleSweep.Draw(System, Seed, index + 1, RandomPurpose.HeldOutSweep);
}
