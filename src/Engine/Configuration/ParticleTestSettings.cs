using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace LatentSim.Engine.Configuration;

/// <summary>The trajectory that figures are measured on, kept out of training.</summary>
public sealed class ParticleTestSettings
{
    /// <summary>The mass of its particles.</summary>
    public double Mass { get; set; } = 1;

    /// <summary>Its spring constant.</summary>
    public double Stiffness { get; set; } = 1;

    /// <summary>Where its particle starts, at rest; many particles start where no training trajectory does.</summary>
    public double? Start { get; set; }

    /// <summary>The start of the trajectory.</summary>
    internal ParticleState StateOf(ParticleSystem system, int seed) => Start is { } start
        ? new ParticleState(Mass, Stiffness, [start], [0])
        : ParticleSweep.Draw(system with { Mass = new(Mass, Mass), Stiffness = new(Stiffness, Stiffness) }, (ulong)seed, 0, RandomPurpose.HeldOutSweep);

    internal void Validate(SettingCheck check, ParticleSystem system)
    {
        check.Positive("test.mass", Mass);
        check.Positive("test.stiffness", Stiffness);
        if (system.CoordinateCount > 1)
            check.That(Start is null, "test.start", "nothing, because many particles start at random places", Start);
        else
            check.That(Start is { } start && double.IsFinite(start), "test.start", "the position that the test trajectory starts from", Start);
        check.That(Start is null or > 0 || system.Potential != ParticlePotential.LennardJonesWell, "test.start", "a positive position", Start);
    }
}
