namespace LatentSim.Molecules.Particles;

/// <summary>A trajectory of particles.</summary>
/// <param name="Start">Where it starts, with the mass and the spring constant.</param>
/// <param name="FrameLength">The length of a frame, twice the number of coordinates.</param>
/// <param name="Frames">[frame, 2, particle, dimension]: of each frame the positions, in a periodic cube not wrapped, followed by the velocities.</param>
public sealed record ParticleTrajectory(ParticleState Start, int FrameLength, double[] Frames)
{
    /// <summary>The number of frames.</summary>
    public int Count => Frames.Length / FrameLength;

    /// <summary>One frame, [2, particle, dimension].</summary>
    public Span<double> Frame(int index) => Frames.AsSpan(index * FrameLength, FrameLength);
}
