namespace LatentSim.Molecules;

/// <summary>One frame of a trajectory; reused from frame to frame.</summary>
public sealed class Frame
{
    /// <summary>Makes a frame with room for <paramref name="atomCount"/> atoms.</summary>
    public Frame(int atomCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(atomCount);
        Positions = new float[3 * atomCount];
    }

    /// <summary>float[3 * atom] x, y, z of each atom, nm.</summary>
    public float[] Positions { get; }

    /// <summary>How many atoms it holds.</summary>
    public int AtomCount => Positions.Length / 3;

    /// <summary>Number of the integration step.</summary>
    public long Step { get; set; }

    /// <summary>Time, ps.</summary>
    public double Time { get; set; }

    /// <summary>Whether <see cref="Box"/> holds a periodic box.</summary>
    public bool HasBox { get; set; }

    /// <summary>float[9] the box vectors as rows of a 3 x 3 matrix, nm; of no meaning unless <see cref="HasBox"/>.</summary>
    public float[] Box { get; } = new float[9];

    /// <summary>The box, or an empty span when there is none.</summary>
    public ReadOnlySpan<float> BoxOrEmpty => HasBox ? Box : [];
}
