using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Weights;

/// <summary>The decoder that draws internal coordinates of the coarse sites from a spline flow conditioned on the latent point.</summary>
/// <param name="Rows">The Z-matrix of the coarse sites, all placed from scratch.</param>
/// <param name="Scales">The scaling of each coordinate of <paramref name="Rows"/>.</param>
/// <param name="Flow">The flow of the variables that <paramref name="Scales"/> give; its condition is the row that <see cref="Decoder.LatentCondition"/> makes.</param>
/// <param name="Latent">How a latent point becomes the condition.</param>
/// <param name="Reference">Coarse positions that every frame is superposed on, [site, 3], in nm.</param>
/// <param name="Skeleton">What a configuration must leave room for, or null to take every draw.</param>
public sealed record FlowDecoderWeights(
    IReadOnlyList<ZMatrixRow> Rows,
    IReadOnlyList<CoordinateScale> Scales,
    SplineFlowWeights Flow,
    LatentScale Latent,
    float[] Reference,
    SkeletonWeights? Skeleton = null) : IDecoderWeights
{
    /// <inheritdoc/>
    public int Dimension => Latent.Mean.Length;

    /// <inheritdoc/>
    public int Sites => Rows.Count;
}
