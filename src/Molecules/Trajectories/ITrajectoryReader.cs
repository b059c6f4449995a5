namespace LatentSim.Molecules;

/// <summary>Reads a trajectory frame by frame, in memory that does not depend on its length.</summary>
public interface ITrajectoryReader : IDisposable
{
    /// <summary>Atoms in each frame.</summary>
    int AtomCount { get; }

    /// <summary>Reads the next frame into <paramref name="frame"/>; false at the end of the trajectory.</summary>
    /// <exception cref="InvalidInputException">The file is damaged or truncated; the message names the frame and the place in the file.</exception>
    /// <exception cref="ArgumentException"><paramref name="frame"/> has another number of atoms.</exception>
    bool ReadNext(Frame frame);
}
