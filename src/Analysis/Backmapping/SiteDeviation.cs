using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>How far the coarse sites of backmapped frames are from the coarse trajectory that they were made of, without superposition.</summary>
/// <param name="Mean">Mean over frames of the root mean square deviation of the sites, nm.</param>
/// <param name="Largest">The largest of a frame, nm.</param>
/// <param name="Frames">Frames compared.</param>
public sealed record SiteDeviation(double Mean, double Largest, long Frames)
{
    /// <summary>Compares trajectories of all atoms with those of their sites, frame by frame.</summary>
    /// <param name="atoms">Trajectories of all atoms.</param>
    /// <param name="sites">As many, of the sites.</param>
    /// <param name="siteAtoms">The atom of each site.</param>
    /// <returns>Null where there are no frames.</returns>
    /// <exception cref="InvalidInputException">A trajectory is damaged, or of another molecule.</exception>
    public static SiteDeviation? Of(IReadOnlyList<TrajectorySource> atoms, IReadOnlyList<TrajectorySource> sites, IReadOnlyList<int> siteAtoms)
    {
        var moments = new LengthMoments();
        var count = 0L;
        foreach (var (whole, coarse) in atoms.Zip(sites))
        {
            using var frames = whole.Open();
            using var siteFrames = coarse.Open();
            if (siteFrames.AtomCount != siteAtoms.Count) throw new InvalidInputException(coarse.Name, "", $"has {siteFrames.AtomCount} sites; expected {siteAtoms.Count}");
            if (siteAtoms.Any(atom => atom >= frames.AtomCount)) throw new InvalidInputException(whole.Name, "", $"has {frames.AtomCount} atoms; expected more");
            var (frame, siteFrame) = (new Frame(frames.AtomCount), new Frame(siteFrames.AtomCount));
            for (; frames.ReadNext(frame) && siteFrames.ReadNext(siteFrame); count++) moments.Add(Distance(frame.Positions, siteFrame.Positions, siteAtoms));
        }

        return count == 0 ? null : new SiteDeviation(moments.Mean, moments.Maximum, count);
    }

    private static double Distance(float[] atoms, float[] sites, IReadOnlyList<int> siteAtoms)
    {
        var sum = 0.0;
        for (var i = 0; i < siteAtoms.Count; i++)
        {
            for (var d = 0; d < 3; d++)
            {
                var difference = (double)atoms[3 * siteAtoms[i] + d] - sites[3 * i + d];
                sum += difference * difference;
            }
        }

        return Math.Sqrt(sum / siteAtoms.Count);
    }
}
