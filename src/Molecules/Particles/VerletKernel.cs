using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Particles.Pairs;
using LatentSim.Molecules.Particles.Wells;

namespace LatentSim.Molecules.Particles;

/// <summary>Velocity Verlet of one trajectory, made for its potential and enclosure: the only call that is not direct is one for many steps.</summary>
internal abstract class VerletKernel
{
    /// <summary>Does some steps.</summary>
    internal abstract void Advance(long steps);

    /// <summary>Where the particles are and how fast, [particle, dimension].</summary>
    internal abstract void Read(Span<double> positions, Span<double> velocities);

    /// <summary>Makes the one for a system.</summary>
    internal static VerletKernel Create(ParticleSystem system, ParticleState start, double timestep) => system.Potential switch
    {
        ParticlePotential.Harmonic => new WellVerlet<HarmonicWell<double, ScalarArithmetic>>(system, start, timestep),
        ParticlePotential.LennardJonesWell => new WellVerlet<LennardJonesWell<double, ScalarArithmetic>>(system, start, timestep),
        ParticlePotential.DoubleWell => new WellVerlet<DoubleWell<double, ScalarArithmetic>>(system, start, timestep),
        ParticlePotential.Rugged => new WellVerlet<RuggedWell<double, ScalarArithmetic>>(system, start, timestep),
        _ when system.Boundary == ParticleBoundary.Periodic => Pairs<ShiftedPair>(system, start, timestep),
        _ => Pairs<PlainPair>(system, start, timestep),
    };

    private static VerletKernel Pairs<TPair>(ParticleSystem system, ParticleState start, double timestep)
        where TPair : struct, IPair<TPair> => system.Particles % 4 == 0
            ? new PairVerlet<TPair, FullBlocks>(system, start, timestep)
            : new PairVerlet<TPair, PaddedBlocks>(system, start, timestep);
}
