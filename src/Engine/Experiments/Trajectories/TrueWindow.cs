namespace LatentSim.Engine.Experiments;

/// <summary>The last true frames, oldest first: what a learned integrator starts from.</summary>
internal sealed class TrueWindow(int frames, int frameLength)
{
    private readonly double[] values = new double[frames * frameLength];
    private int count;

    /// <summary>Whether it holds as many as asked.</summary>
    public bool IsFull => count == frames;

    /// <summary>[frame, number].</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Adds the next frame, and drops the oldest where it is full.</summary>
    public void Add(ReadOnlySpan<double> frame)
    {
        if (IsFull)
        {
            values.AsSpan(frameLength).CopyTo(values);
            count--;
        }

        frame.CopyTo(values.AsSpan(count * frameLength));
        count++;
    }
}
