namespace LatentSim.Analysis;

/// <summary>How much a bin counts where two profiles are aligned and compared.</summary>
public enum BinWeight
{
    /// <summary>All bins alike.</summary>
    Uniform,

    /// <summary>By the reference's probability, exp(-F).</summary>
    Population,
}
