using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Engine.Backmapping;

/// <summary>Reads coarse trajectories through before anything is made of them: a damaged or truncated file, or one of other units, is found then.</summary>
/// <param name="molecule">The model's molecule.</param>
/// <param name="sites">For each coarse site of the model, the particle that it is.</param>
internal sealed class CoarseFrameCheck(Molecule molecule, int[] sites)
{
    // Frames larger than this are not decoded twice: only their sizes are checked, and the rest when they are used.
    private const int MostParticles = 1000;
    private const double MostStretch = 5;

    private readonly WholeMolecule shape = WholeMolecule.Of(molecule.Atoms, molecule.CoarseAtoms);
    private readonly float[] positions = new float[3 * sites.Length];

    /// <summary>Reads a file from its beginning to its end.</summary>
    /// <exception cref="InvalidInputException">It is damaged or truncated, a site's position is not finite, or the molecule is of another size.</exception>
    public TrajectoryIndex Read(string file, int particles, Action<string>? status)
    {
        status?.Invoke($"reading {file}");
        Action<long> progress = frames => status?.Invoke(FormattableString.Invariant($"reading {file}: {frames:N0} frames"));
        if (particles <= MostParticles)
            return TrajectoryIndex.Build(file, (number, frame) => Look(file, number, frame), progress);

        using (ISeekingTrajectoryReader reader = TrajectoryFile.OpenRead(file))
        {
            var first = new Frame(particles);
            reader.ReadNext(first);
            Look(file, 0, first);
        }

        return TrajectoryIndex.Build(file, null, progress);
    }

    private void Look(string file, long number, Frame frame)
    {
        CoarseSites.Gather(frame, sites, positions, file, number);
        if (number == 0)
            RequireSize(file, frame);
    }

    private void RequireSize(string file, Frame frame)
    {
        shape.Mend(positions, frame.BoxOrEmpty, []);
        float[] reference = [.. molecule.CoarseAtoms.SelectMany(atom => molecule.Reference.AsSpan(3 * atom, 3).ToArray())];
        (double found, double expected) = (shape.MeanSpacing(positions), shape.MeanSpacing(reference));
        if (found > MostStretch * expected || found < expected / MostStretch)
        {
            throw new InvalidInputException(file, "frame 0", FormattableString.Invariant(
                $"has neighbouring sites {found:0.###} nm apart on average, where the model has {expected:0.###} nm; expected positions in the format's own unit (nm in XTC, angstroms in DCD and PDB) and the model's molecule"));
        }
    }
}
