using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>Energies and forces of many particles, made for their enclosure.</summary>
internal abstract class PairEnergy
{
    /// <summary>The energy of all pairs.</summary>
    /// <param name="positions">[particle, 3].</param>
    internal abstract double Energy(ReadOnlySpan<double> positions);

    /// <summary>Overwrites the forces, [particle, 3], and returns the energy of all pairs.</summary>
    internal abstract double Forces(ReadOnlySpan<double> positions, Span<double> forces);

    /// <summary>Makes the one for a system.</summary>
    internal static PairEnergy Create(ParticleSystem system) =>
        system.Boundary == ParticleBoundary.Periodic ? new Of<ShiftedPair>(system) : new Of<PlainPair>(system);

    private sealed class Of<TPair>(ParticleSystem system) : PairEnergy
        where TPair : struct, IPair<TPair>
    {
        private readonly TPair pair = TPair.Create(system);
        private readonly BlockMask[] masks = BlockMask.Of(system.Particles);
        private readonly int blocks = ParticleBlocks.Count(system.Particles);

        internal override double Energy(ReadOnlySpan<double> positions)
        {
            Span<Vector3x4> places = stackalloc Vector3x4[blocks];
            ParticleBlocks.Take(positions, 1 / pair.LengthUnit, places);
            return PairForces.Energy(pair, places, masks);
        }

        internal override double Forces(ReadOnlySpan<double> positions, Span<double> forces)
        {
            Span<Vector3x4> places = stackalloc Vector3x4[blocks];
            Span<Vector3x4> pulls = stackalloc Vector3x4[blocks];
            ParticleBlocks.Take(positions, 1 / pair.LengthUnit, places);
            PairForces.Compute<TPair, PaddedBlocks>(pair, places, pulls, masks);
            ParticleBlocks.Give(pulls, pair.LengthUnit, forces);
            return PairForces.Energy(pair, places, masks);
        }
    }
}
