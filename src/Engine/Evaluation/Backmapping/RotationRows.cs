using LatentSim.Analysis;
using LatentSim.Models.Backmapper;
using LatentSim.Models.Weights;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation;

/// <summary>Whether a backmapper turns its frames with its input: measured on frames of a run, each after the one before it.</summary>
internal static class RotationRows
{
    private const int Frames = 32;
    private const int Rotations = 4;
    private const long Spacing = 25;

    /// <summary>The row; none where the first walker has a single frame.</summary>
    /// <param name="run">A run of all atoms.</param>
    /// <param name="limit">Most of the largest deviation, nm, of a backmapper that promises to turn; null asks nothing.</param>
    /// <exception cref="InvalidInputException">The trajectory is missing or damaged.</exception>
    public static IEnumerable<ComparisonRow> Of(FinishedRun run, double? limit)
    {
        (List<float> sites, List<float> previous) = Read(run);
        if (sites.Count == 0)
            yield break;

        RotationSpread spread = RotationSpread.Measure(run.Model.CreateBackmapper(), sites.ToArray(), previous.ToArray(), run.Settings.Seed, Rotations);
        double? asked = run.Model.Backmapper is FlowBackmapperWeights ? limit : null;
        yield return new ComparisonRow(
            "rotate the input, compare the output: largest RMSD of a frame", asked is { } most ? FormattableString.Invariant($"<= {most:0.#######} nm") : "",
            FormattableString.Invariant($"{spread.Largest:0.00E+0} nm"), spread.Largest,
            FormattableString.Invariant($"mean {spread.Mean:0.00E+0} nm; {sites.Count / (3 * run.Molecule.CoarseAtoms.Length)} frames, {Rotations} rotations"),
            asked is null ? Verdict.Measured : spread.Largest <= asked ? Verdict.Pass : Verdict.Fail);
    }

    // Every 25th frame and the one before it, both moved so that the sites' centre is at zero: far from it, single precision would be what is measured.
    private static (List<float> Sites, List<float> Previous) Read(FinishedRun run)
    {
        int[] coarse = run.Molecule.CoarseAtoms;
        (List<float> sites, List<float> previous) = ([], []);
        using ITrajectoryReader reader = run.Frames().Trajectories[0].Open();
        (Frame before, Frame frame) = (new Frame(reader.AtomCount), new Frame(reader.AtomCount));
        for (long number = 0; sites.Count < Frames * 3 * coarse.Length && reader.ReadNext(frame); number++)
        {
            if (number % Spacing == 1)
                Take(before.Positions, frame.Positions, coarse, sites, previous);
            (before, frame) = (frame, before);
        }

        return (sites, previous);
    }

    private static void Take(float[] before, float[] frame, int[] coarse, List<float> sites, List<float> previous)
    {
        float[] centre = [.. Enumerable.Range(0, 3).Select(axis => coarse.Average(atom => frame[(3 * atom) + axis]))];
        foreach (int atom in coarse)
            sites.AddRange(Enumerable.Range(0, 3).Select(axis => frame[(3 * atom) + axis] - centre[axis]));
        previous.AddRange(before.Select((x, i) => x - centre[i % 3]));
    }
}
