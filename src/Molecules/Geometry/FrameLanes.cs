namespace LatentSim.Molecules.Geometry;

/// <summary>How frames lie side by side: float[value, frame], eight frames, the values of one frame <see cref="Count"/> apart.</summary>
public static class FrameLanes
{
    /// <summary>Frames side by side.</summary>
    public const int Count = 8;
}
