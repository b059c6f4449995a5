using LatentSim.Molecules;

namespace ForceFields;

/// <summary>Frames of a trajectory, evenly spaced.</summary>
internal static class SpacedFrames
{
    /// <summary>[frame][atom, 3], nm.</summary>
    public static double[][] Read(string path, int count, int atoms)
    {
        int all = 0;
        using (ITrajectoryReader counter = TrajectoryFile.OpenRead(path))
            for (Frame frame = new(counter.AtomCount); counter.ReadNext(frame);)
                all++;
        int spacing = Math.Max(1, all / count);
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(path);
        if (reader.AtomCount != atoms)
            throw new InvalidInputException(path, "", $"has {reader.AtomCount} atoms; the System has {atoms}");
        List<double[]> frames = [];
        Frame read = new(reader.AtomCount);
        for (int i = 0; frames.Count < count && reader.ReadNext(read); i++)
            if (i % spacing == 0)
                frames.Add([.. read.Positions.Select(x => (double)x)]);
        return [.. frames];
    }
}
