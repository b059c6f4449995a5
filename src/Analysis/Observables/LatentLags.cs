namespace LatentSim.Analysis;

/// <summary>
/// The lags at which a run keeps autocorrelations: 1 to 8 steps, then 10, 12, 14, 16, 20, 24, ..., 8 x 2^11 steps. Level l looks at every 2^l-th step and
/// remembers eight of them, as a multiple-tau correlator does (Ramirez et al., J. Chem. Phys. 133, 154103 (2010)), but without averaging within a
/// level, so that what it estimates is the autocorrelation function itself; a slow coordinate is sampled densely enough at each level.
/// </summary>
internal static class LatentLags
{
    internal const int Levels = 12;

    /// <summary>Samples that a level remembers.</summary>
    internal const int Depth = 8;

    /// <summary>Lags in steps; the first is zero.</summary>
    internal static int[] Steps { get; } =
        [0, .. Enumerable.Range(1, Depth), .. Enumerable.Range(1, Levels - 1).SelectMany(level => Enumerable.Range(FirstOf(level), Depth - FirstOf(level) + 1).Select(j => j << level))];

    /// <summary>The least lag of a level, in its own steps: the shorter ones belong to the level before.</summary>
    internal static int FirstOf(int level) => level == 0 ? 1 : Depth / 2 + 1;

    /// <summary>Where in <see cref="Steps"/> lag <paramref name="j"/> of a level is.</summary>
    internal static int IndexOf(int level, int j) => level == 0 ? j : Depth + (level - 1) * (Depth / 2) + j - Depth / 2;
}
