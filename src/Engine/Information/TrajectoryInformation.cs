using LatentSim.Molecules;

namespace LatentSim.Engine.Information;

/// <summary>What a trajectory file holds.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Atoms">Atoms in each frame.</param>
/// <param name="Frames">The number of frames.</param>
/// <param name="FirstTime">The time of the first frame, ps.</param>
/// <param name="LastTime">The time of the last frame, ps.</param>
/// <param name="Interval">The time between frames on average, ps; null for a single frame.</param>
/// <param name="Box">The lengths of the box vectors of the first frame, nm; null where it is not periodic.</param>
internal sealed record TrajectoryInformation(
    string File, long Bytes, int Atoms, long Frames, double FirstTime, double LastTime, double? Interval, double[]? Box)
{
    /// <summary>Reads a file from its first frame to its last.</summary>
    /// <exception cref="InvalidInputException">It is no trajectory, is damaged, or holds no frame.</exception>
    public static TrajectoryInformation Of(string path)
    {
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(path);
        var frame = new Frame(reader.AtomCount);
        if (!reader.ReadNext(frame))
            throw new InvalidInputException(path, "", "holds no frame");

        (double first, double last, long frames) = (frame.Time, frame.Time, 1);
        double[]? box = BoxOf(frame);
        while (reader.ReadNext(frame))
        {
            last = frame.Time;
            frames++;
        }

        double? interval = frames > 1 ? (last - first) / (frames - 1) : null;
        return new TrajectoryInformation(path, new FileInfo(path).Length, reader.AtomCount, frames, first, last, interval, box);
    }

    private static double[]? BoxOf(Frame frame)
    {
        if (!frame.HasBox)
            return null;
        double[] lengths = [.. frame.Box.Chunk(3).Select(vector => Math.Sqrt(vector.Sum(component => (double)component * component)))];
        return lengths.All(length => length == 0) ? null : lengths;
    }
}
