namespace LatentSim.Molecules;

/// <summary>Checks that what callers hand to readers and writers has the shape that they expect.</summary>
internal static class FrameShape
{
    internal static void Check(Frame frame, int atomCount)
    {
        if (frame.AtomCount != atomCount)
            throw new ArgumentException($"The frame has room for {frame.AtomCount} atoms; the trajectory has {atomCount}.", nameof(frame));
    }

    /// <summary>Checks a frame to be written; <paramref name="atomCount"/> zero means any number, at least one.</summary>
    internal static void Check(ReadOnlySpan<float> positions, ReadOnlySpan<float> box, int atomCount)
    {
        if (positions.Length == 0 || positions.Length % 3 != 0 || (atomCount != 0 && positions.Length != 3 * atomCount))
            throw new ArgumentException($"Expected three coordinates for each of {(atomCount == 0 ? "the" : atomCount)} atoms, got {positions.Length} numbers.", nameof(positions));
        if (box.Length is not (0 or 9))
            throw new ArgumentException($"Expected nine numbers or none, got {box.Length}.", nameof(box));
    }
}
