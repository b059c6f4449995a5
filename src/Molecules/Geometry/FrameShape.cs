namespace LatentSim.Molecules.Geometry;

/// <summary>Checks the shapes of batched computations.</summary>
internal static class FrameShape
{
    /// <summary>How many frames of <paramref name="atomCount"/> atoms <paramref name="xyz"/> holds, if <paramref name="values"/> has
    /// <paramref name="perFrame"/> places for each.</summary>
    internal static int Count(ReadOnlySpan<float> xyz, int atomCount, int perFrame, ReadOnlySpan<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atomCount);
        var frames = xyz.Length / (3 * atomCount);
        if (xyz.Length != frames * 3 * atomCount)
            throw new ArgumentException($"{xyz.Length} numbers are not whole frames of {atomCount} atoms.", nameof(xyz));
        if (values.Length != (long)frames * perFrame)
            throw new ArgumentException($"{frames} frames of {perFrame} values do not fit {values.Length} places exactly.", nameof(values));
        return frames;
    }
}
