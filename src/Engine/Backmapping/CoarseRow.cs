namespace LatentSim.Engine.Backmapping;

/// <summary>A row of the stream's source: the coarse sites [site, 3] in nm, and then the frame's time, ps.</summary>
/// <param name="Sites">The number of sites.</param>
internal readonly record struct CoarseRow(int Sites)
{
    /// <summary>The numbers of a row.</summary>
    public int Dimension => (3 * Sites) + 1;

    /// <summary>The sites.</summary>
    public Span<float> PositionsOf(Span<float> row) => row[..(3 * Sites)];

    /// <summary>The time.</summary>
    public ref float TimeOf(Span<float> row) => ref row[3 * Sites];
}
