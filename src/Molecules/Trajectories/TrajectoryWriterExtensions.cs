namespace LatentSim.Molecules;

/// <summary>Conveniences for every <see cref="ITrajectoryWriter"/>.</summary>
public static class TrajectoryWriterExtensions
{
    /// <summary>Writes a frame.</summary>
    public static void Write(this ITrajectoryWriter writer, Frame frame) =>
        writer.Write(frame.Step, frame.Time, frame.Positions, frame.BoxOrEmpty);
}
