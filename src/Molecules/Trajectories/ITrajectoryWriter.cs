namespace LatentSim.Molecules;

/// <summary>Writes a trajectory frame by frame, in memory that does not depend on its length.</summary>
public interface ITrajectoryWriter : IDisposable
{
    /// <summary>Bytes written so far, header included. After <see cref="Flush"/> the file is this long and durable.</summary>
    long Length { get; }

    /// <summary>Writes a frame.</summary>
    /// <param name="step">Number of the integration step.</param>
    /// <param name="time">Time, ps.</param>
    /// <param name="positions">float[3 * atom] x, y, z of each atom, nm.</param>
    /// <param name="box">float[9] box vectors as rows, nm; empty when the system is not periodic.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number that the format cannot hold.</exception>
    void Write(long step, double time, ReadOnlySpan<float> positions, ReadOnlySpan<float> box);

    /// <summary>Writes all that is buffered through to the disk.</summary>
    void Flush();
}
