using System.Collections.Concurrent;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>Energies and forces of many particles, made for their enclosure. Threads may share it.</summary>
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
        private readonly BlockMasks masks = new(system.Particles);
        private readonly ConcurrentBag<PairWorkspace> idle = [];

        internal override double Energy(ReadOnlySpan<double> positions)
        {
            PairWorkspace workspace = Take(positions);
            double energy = PairForces.Energy(pair, workspace, masks);
            idle.Add(workspace);
            return energy;
        }

        internal override double Forces(ReadOnlySpan<double> positions, Span<double> forces)
        {
            PairWorkspace workspace = Take(positions);
            PairForces.Compute<TPair, PaddedBlocks>(pair, workspace, masks);
            ParticleBlocks.Give(workspace.Forces, pair.LengthUnit, forces);
            double energy = PairForces.Energy(pair, workspace, masks);
            idle.Add(workspace);
            return energy;
        }

        private PairWorkspace Take(ReadOnlySpan<double> positions)
        {
            PairWorkspace workspace = idle.TryTake(out PairWorkspace? used) ? used : new PairWorkspace(system.Particles);
            ParticleBlocks.Take(positions, 1 / pair.LengthUnit, workspace.Positions);
            return workspace;
        }
    }
}
