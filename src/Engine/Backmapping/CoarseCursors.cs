using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>
/// Open readers of coarse trajectories, each where it was left; the least recently used are closed first, so that thousands of trajectories stay below the
/// system's limit of open files. Where a closed one was is kept.
/// </summary>
/// <param name="input">The trajectories.</param>
/// <param name="capacity">The most readers that are open.</param>
internal sealed class CoarseCursors(CoarseInput input, int capacity)
{
    private readonly Dictionary<int, LinkedListNode<(int Trajectory, ISeekingTrajectoryReader Reader)>> open = [];
    private readonly LinkedList<(int Trajectory, ISeekingTrajectoryReader Reader)> byUse = [];
    private readonly Dictionary<int, TrajectoryPlace> left = [];

    /// <summary>A reader of a trajectory whose next frame is <paramref name="frame"/>.</summary>
    /// <exception cref="InvalidInputException">The file cannot be opened, or was changed.</exception>
    public ISeekingTrajectoryReader At(int trajectory, long frame)
    {
        ISeekingTrajectoryReader reader = Reader(trajectory);
        if (reader.Place.Frame != frame)
            Move(reader, trajectory, frame);
        return reader;
    }

    /// <summary>Closes a trajectory's reader, which has failed.</summary>
    public void Close(int trajectory)
    {
        if (!open.Remove(trajectory, out LinkedListNode<(int Trajectory, ISeekingTrajectoryReader Reader)>? node))
            return;
        byUse.Remove(node);
        node.Value.Reader.Dispose();
        left.Remove(trajectory);
    }

    private ISeekingTrajectoryReader Reader(int trajectory)
    {
        if (open.TryGetValue(trajectory, out LinkedListNode<(int Trajectory, ISeekingTrajectoryReader Reader)>? node))
        {
            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Reader;
        }

        if (open.Count >= capacity)
            CloseOldest();
        ISeekingTrajectoryReader reader = TrajectoryFile.OpenRead(input.Settings.Trajectories[trajectory].File.Path);
        open[trajectory] = byUse.AddFirst((trajectory, reader));
        return reader;
    }

    // Back by the index, or forward from where a reader is or was, whichever is nearest before the frame.
    private void Move(ISeekingTrajectoryReader reader, int trajectory, long frame)
    {
        TrajectoryPlace best = input.Indices[trajectory].Before(frame);
        if (left.TryGetValue(trajectory, out TrajectoryPlace place) && place.Frame <= frame && place.Frame > best.Frame)
            best = place;
        if (reader.Place.Frame > frame || reader.Place.Frame < best.Frame)
            reader.GoTo(best);
        while (reader.Place.Frame < frame)
        {
            if (!reader.Skip(out _))
                throw new InvalidInputException(input.Settings.Trajectories[trajectory].File.Path, $"frame {reader.Place.Frame}", $"ends before frame {frame}; it was changed while the run went on");
        }
    }

    private void CloseOldest()
    {
        (int trajectory, ISeekingTrajectoryReader reader) = byUse.Last!.Value;
        left[trajectory] = reader.Place;
        reader.Dispose();
        open.Remove(trajectory);
        byUse.RemoveLast();
    }
}
