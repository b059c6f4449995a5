namespace LatentSim.Analysis;

/// <summary>The last frames of a trajectory: what sums over lags need of it.</summary>
/// <param name="length">Numbers of a frame.</param>
/// <param name="frames">Most frames kept.</param>
internal sealed class FrameHistory(int length, int frames)
{
    private readonly double[] _values = new double[checked(length * frames)];
    private long _next;

    /// <summary>Frames kept.</summary>
    internal int Count => (int)Math.Min(_next, frames);

    /// <summary>Adds a frame; the oldest is forgotten where there is no room.</summary>
    internal void Add(ReadOnlySpan<double> frame)
    {
        if (frame.Length != length) throw new ArgumentException($"Expected {length} numbers, got {frame.Length}.", nameof(frame));
        frame.CopyTo(_values.AsSpan((int)(_next % frames) * length, length));
        _next++;
    }

    /// <summary>The frame added <paramref name="lag"/> frames before the newest.</summary>
    internal ReadOnlySpan<double> Back(int lag) => _values.AsSpan((int)((_next - 1 - lag) % frames) * length, length);
}
