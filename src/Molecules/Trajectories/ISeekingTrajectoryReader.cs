namespace LatentSim.Molecules;

/// <summary>A reader of a file that can pass over frames, and go to a place where it, or another reader of the same file, has been.</summary>
public interface ISeekingTrajectoryReader : ITrajectoryReader
{
    /// <summary>Where the next frame begins.</summary>
    TrajectoryPlace Place { get; }

    /// <summary>Passes over the next frame without reading its positions; false at the end of the trajectory.</summary>
    /// <param name="time">The frame's time, ps.</param>
    /// <exception cref="InvalidInputException">The file is damaged or truncated; the message names the frame and the place in the file.</exception>
    bool Skip(out double time);

    /// <summary>Goes to a place, so that the frame that begins there is the next.</summary>
    /// <exception cref="InvalidInputException">What is read is no file but a stream without places.</exception>
    void GoTo(TrajectoryPlace place);
}
