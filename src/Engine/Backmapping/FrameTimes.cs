using LatentSim.Engine.Runs;
using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>What the times of coarse trajectories are, beside the model's lag. A coarse model's time is its own, so that none is wrong.</summary>
internal static class FrameTimes
{
    private const double Tolerance = 1e-3;

    /// <summary>The time between a file's frames, ps; 0 where it tells none, as PDB files do not.</summary>
    public static double SpacingOf(string file, TrajectoryIndex index)
    {
        bool isText = Path.GetExtension(file).ToLowerInvariant() is ".pdb" or ".ent";
        if (isText || !(index.Spacing > 0) || !double.IsFinite(index.Spacing))
            return 0;
        // XTC keeps times in single precision.
        return index.Spacing > 0.01 ? Math.Round(index.Spacing, 3) : index.Spacing;
    }

    /// <summary>What is worth a line.</summary>
    public static IEnumerable<string> Remarks(CoarseSettings settings, IReadOnlyList<TrajectoryIndex> indices, double lagTime)
    {
        if (IndexOf(settings, i => settings.Trajectories[i].Spacing == 0 && settings.Trajectories[i].Frames > 1) is { } timeless)
            yield return FormattableString.Invariant($"{NameOf(settings, timeless)} tells no times; its frames are written {lagTime:0.###} ps apart, the model's lag");
        if (IndexOf(settings, i => settings.Trajectories[i].Spacing > 0 && Math.Abs((settings.Trajectories[i].Spacing * settings.Stride) - lagTime) > Tolerance * lagTime) is { } other)
        {
            yield return FormattableString.Invariant(
                $"frames of {NameOf(settings, other)} are {settings.Trajectories[other].Spacing * settings.Stride:0.#####} ps apart, the model was trained at {lagTime:0.###} ps; they are taken one after another, at the file's times");
        }

        if (IndexOf(settings, i => settings.Trajectories[i].Spacing > 0 && !indices[i].IsEven) is { } uneven)
            yield return $"frames of {NameOf(settings, uneven)} are not evenly spaced; they are taken one after another, at the file's times";
    }

    private static int? IndexOf(CoarseSettings settings, Func<int, bool> holds) =>
        Enumerable.Range(0, settings.Trajectories.Count).Where(holds).Select(i => (int?)i).FirstOrDefault();

    private static string NameOf(CoarseSettings settings, int trajectory) => Path.GetFileName(settings.Trajectories[trajectory].File.Path);
}
