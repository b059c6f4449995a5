namespace LatentSim.Molecules;

/// <summary>How many frames a trajectory file has, their times, and where some of them begin: at most a few hundred places, however long it is.</summary>
public sealed class TrajectoryIndex
{
    private const int MostPlaces = 256;
    private const double Tolerance = 1e-3;

    private readonly List<TrajectoryPlace> places = [];
    private long interval = 1;
    private double lastTime;
    private double shortest = double.PositiveInfinity;
    private double longest = double.NegativeInfinity;

    private TrajectoryIndex()
    {
    }

    /// <summary>Atoms in each frame.</summary>
    public int AtomCount { get; private init; }

    /// <summary>The number of frames.</summary>
    public long Frames { get; private set; }

    /// <summary>The time of the first frame, ps.</summary>
    public double FirstTime { get; private set; }

    /// <summary>The mean time from frame to frame, ps; 0 for a single frame.</summary>
    public double Spacing => Frames > 1 ? (lastTime - FirstTime) / (Frames - 1) : 0;

    /// <summary>Whether all frames are as far apart, as far as single precision tells.</summary>
    public bool IsEven => Frames < 3 || longest - shortest <= (Tolerance * Math.Abs(Spacing)) + (4 * Precision(Math.Max(Math.Abs(FirstTime), Math.Abs(lastTime))));

    /// <summary>Reads a file from its beginning to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="look">Sees every frame with its number; null passes over positions, which is quicker where frames are large.</param>
    /// <param name="progress">Told, now and then, how many frames there were so far.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidInputException">The file cannot be opened, is damaged or truncated.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static TrajectoryIndex Build(string path, Action<long, Frame>? look = null, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        const int FramesOfReport = 1 << 12;
        using ISeekingTrajectoryReader reader = TrajectoryFile.OpenRead(path);
        var index = new TrajectoryIndex { AtomCount = reader.AtomCount };
        var frame = new Frame(look is null ? 0 : reader.AtomCount);
        while (true)
        {
            TrajectoryPlace place = reader.Place;
            double time = 0;
            if (look is null ? !reader.Skip(out time) : !reader.ReadNext(frame))
                return index;
            look?.Invoke(place.Frame, frame);
            index.Add(place, look is null ? time : frame.Time);
            if (place.Frame % FramesOfReport != FramesOfReport - 1)
                continue;
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke(index.Frames);
        }
    }

    /// <summary>The last known place at or before a frame.</summary>
    public TrajectoryPlace Before(long frame) => places[(int)Math.Min(frame / interval, places.Count - 1)];

    private void Add(TrajectoryPlace place, double time)
    {
        if (Frames == 0)
            FirstTime = time;
        else
            (shortest, longest) = (Math.Min(shortest, time - lastTime), Math.Max(longest, time - lastTime));
        lastTime = time;
        Frames++;
        if (place.Frame % interval != 0)
            return;
        places.Add(place);
        if (places.Count > MostPlaces)
            Thin();
    }

    private void Thin()
    {
        interval *= 2;
        places.RemoveAll(place => place.Frame % interval != 0);
    }

    private static double Precision(double time) => Math.BitIncrement((float)time) - (float)time;
}
