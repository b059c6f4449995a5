using System.Runtime.InteropServices;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Training;

/// <summary>Reads whole trajectories of one molecule and checks that their frames are evenly spaced in time.</summary>
/// <param name="topologyFile">What the number of atoms comes from, for messages.</param>
/// <param name="atoms">The number of atoms.</param>
/// <param name="givenInterval">The time between frames in ps; 0 to take it from the files.</param>
internal sealed class TrajectoryLoader(string topologyFile, int atoms, double givenInterval)
{
    private const double Tolerance = 1e-3;

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidInputException">The file is damaged, of another molecule, too short, or unevenly spaced.</exception>
    public TrajectoryTable Load(string path, CancellationToken cancellation)
    {
        var positions = new List<float>();
        var times = new List<double>();
        using (ITrajectoryReader reader = TrajectoryFile.OpenRead(path))
        {
            RequireAtoms(path, reader);
            var frame = new Frame(atoms);
            while (reader.ReadNext(frame))
            {
                cancellation.ThrowIfCancellationRequested();
                positions.AddRange(frame.Positions);
                times.Add(frame.Time);
            }
        }

        double interval = Interval(path, times);
        return new TrajectoryTable(new DataFile(Path.GetFileName(path), FileHash.Sha256(path), times.Count), interval, ToFrames(positions, times.Count));
    }

    private void RequireAtoms(string path, ITrajectoryReader reader)
    {
        if (reader.AtomCount != atoms)
            throw new InvalidInputException(path, "", $"has {reader.AtomCount} atoms; expected {atoms}, as in {topologyFile}");
    }

    private double Interval(string path, List<double> times)
    {
        if (times.Count < 2)
            throw new InvalidInputException(path, "", $"has {times.Count} frames; expected a trajectory");
        if (givenInterval > 0)
            return givenInterval;

        double interval = (times[^1] - times[0]) / (times.Count - 1);
        if (!(interval > 0))
            throw new InvalidInputException(path, "", "its frames have no times; expected data.frame-interval in the configuration");
        for (int i = 1; i < times.Count; i++)
        {
            double allowed = (Tolerance * interval) + (2 * Math.Abs(Math.BitIncrement((float)times[i]) - (float)times[i]));
            if (Math.Abs(times[i] - times[i - 1] - interval) > allowed)
                throw new InvalidInputException(path, $"frame {i}", $"is at {times[i]:0.###} ps, {times[i] - times[i - 1]:0.###} ps after the frame before; expected {interval:0.###} ps, as on average");
        }

        return RoundToFemtoseconds(interval);
    }

    // XTC keeps times in single precision.
    private static double RoundToFemtoseconds(double interval) => interval > 0.01 ? Math.Round(interval, 3) : interval;

    private float[,,] ToFrames(List<float> positions, int count)
    {
        var frames = new float[count, atoms, 3];
        CollectionsMarshal.AsSpan(positions).CopyTo(MemoryMarshal.CreateSpan(ref frames[0, 0, 0], frames.Length));
        return frames;
    }
}
