using LatentSim.Molecules;
using LatentSim.Molecules.ForceFields;

namespace LatentSim.Analysis;

/// <summary>The potential energies of evenly spaced frames of an ensemble.</summary>
/// <param name="Energies">kJ/mol; those of frames with coinciding atoms are not finite.</param>
public sealed record EnergySample(IReadOnlyList<double> Energies)
{
    /// <summary>The most frames whose energy is computed.</summary>
    public const int MostFrames = 20_000;

    /// <summary>Computes the energies of trajectories: of every frame, or of every second, fourth, ... where there are too many.</summary>
    /// <exception cref="InvalidInputException">A trajectory is damaged, or of another number of atoms than the force field.</exception>
    public static EnergySample Of(ForceFieldPotential potential, IEnumerable<TrajectorySource> trajectories, int mostFrames = MostFrames)
    {
        var energies = new List<double>();
        double[] positions = new double[potential.CoordinateCount];
        double[] forces = new double[potential.CoordinateCount];
        long frames = 0;
        long spacing = 1;
        foreach (TrajectorySource trajectory in trajectories)
        {
            using ITrajectoryReader reader = trajectory.Open();
            if (3 * reader.AtomCount != potential.CoordinateCount)
                throw new InvalidInputException(trajectory.Name, "", $"has {reader.AtomCount} atoms; the force field has {potential.CoordinateCount / 3}");
            var frame = new Frame(reader.AtomCount);
            for (; reader.ReadNext(frame); frames++)
            {
                if (frames % spacing != 0)
                    continue;
                if (energies.Count == mostFrames)
                {
                    energies = [.. energies.Where((_, i) => i % 2 == 0)];
                    spacing *= 2;
                    if (frames % spacing != 0)
                        continue;
                }

                for (int k = 0; k < positions.Length; k++)
                    positions[k] = frame.Positions[k];
                energies.Add(potential.AddForces(positions, forces));
            }
        }

        return new EnergySample(energies);
    }
}
