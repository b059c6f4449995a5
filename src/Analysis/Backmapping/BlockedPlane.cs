namespace LatentSim.Analysis;

/// <summary>Counts in a plane, with those of contiguous blocks.</summary>
/// <param name="Counts">Counts of all frames.</param>
/// <param name="Blocks">Counts of the blocks.</param>
public sealed record BlockedPlane(Histogram2D Counts, IReadOnlyList<Histogram2D> Blocks)
{
    /// <summary>Free energy of the truth up to which surfaces are compared, kT.</summary>
    public const double Ceiling = 4;

    /// <summary>Root mean squared difference of F = -ln p to that of a truth, where the truth has F of at most 4 kT; null where nothing was counted inside the plane.</summary>
    public double? ErrorFrom(BlockedPlane truth) => Counts.Total == 0 ? null : FreeEnergySurface.Of(Counts).RootMeanSquaredError(FreeEnergySurface.Of(truth.Counts), Ceiling);

    /// <summary>The mean of the same between each block and the rest; null with fewer than two blocks.</summary>
    public double? ErrorOfBlocks()
    {
        if (Blocks.Count < 2 || Blocks.Any(block => block.Total == 0)) return null;
        return Blocks.Average(block =>
        {
            var rest = new Histogram2D(block.First, block.Second);
            foreach (var other in Blocks.Where(other => !ReferenceEquals(other, block))) rest.Add(other);
            return FreeEnergySurface.Of(block).RootMeanSquaredError(FreeEnergySurface.Of(rest), Ceiling);
        });
    }
}
