using LatentSim.Analysis;
using LatentSim.Engine.Runs;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation;

/// <summary>The coarse trajectories that the walkers of a run followed, read again as they were then.</summary>
internal static class CoarseTrajectories
{
    /// <summary>One for each walker, of the model's coarse sites in its order; null where one of the files is no longer there.</summary>
    public static IReadOnlyList<TrajectorySource>? Of(FinishedRun run)
    {
        if (run.Settings.Coarse is not { } coarse || coarse.Trajectories.Any(trajectory => !File.Exists(trajectory.File.Path)))
            return null;
        return [.. Enumerable.Range(0, run.Settings.Walkers).Select(walker => Source(run, coarse, walker))];
    }

    private static TrajectorySource Source(FinishedRun run, CoarseSettings coarse, int walker)
    {
        string path = coarse.Of(walker).File.Path;
        return new TrajectorySource(Path.GetFileName(path), () => new Reader(path, coarse, run.Settings.FramesOf(walker))) { Spacing = run.Model.LagTime };
    }

    private sealed class Reader(string path, CoarseSettings coarse, long frames) : ITrajectoryReader
    {
        private readonly ITrajectoryReader reader = TrajectoryFile.OpenRead(path);
        private readonly Frame whole = new(coarse.Particles);
        private long given;

        public int AtomCount => coarse.Sites.Count;

        public bool ReadNext(Frame frame)
        {
            if (given == frames || !Skip(given == 0 ? 0 : coarse.Stride - 1) || !reader.ReadNext(whole))
                return false;
            given++;
            for (int site = 0; site < coarse.Sites.Count; site++)
                whole.Positions.AsSpan(3 * coarse.Sites[site], 3).CopyTo(frame.Positions.AsSpan(3 * site));
            frame.Time = whole.Time;
            return true;
        }

        public void Dispose() => reader.Dispose();

        private bool Skip(int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (!reader.ReadNext(whole))
                    return false;
            }

            return true;
        }
    }
}
