using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>
/// Brings frames to where the network knows them and back: the coarse sites onto the reference, the previous atoms by their own coarse sites onto those.
/// </summary>
internal sealed class SitesOrientation
{
    private readonly int[] coarseAtoms;
    private readonly float[] reference;
    private readonly float[] sites;
    private readonly float[] previousSites;
    private readonly float[] previousAtoms;
    private readonly bool usesPrevious;
    private Superposition back;

    /// <summary>Makes it for a backmapper that has a reference.</summary>
    public SitesOrientation(VoxelBackmapperWeights weights)
    {
        coarseAtoms = weights.CoarseAtoms;
        usesPrevious = weights.UsesPrevious;
        reference = weights.Reference;
        sites = new float[reference.Length];
        previousSites = new float[reference.Length];
        previousAtoms = new float[weights.Atoms * 3];
    }

    /// <summary>The coarse sites on the reference, [site, 3], nm.</summary>
    public ReadOnlySpan<float> Sites => sites;

    /// <summary>The previous atoms on those sites, [atom, 3], nm.</summary>
    public ReadOnlySpan<float> PreviousAtoms => previousAtoms;

    /// <summary>Takes frames.</summary>
    /// <param name="coarse">The coarse sites, [site, 3], nm.</param>
    /// <param name="previous">The atoms one step before, [atom, 3], nm; not looked at where they are no part of the condition.</param>
    public void Turn(ReadOnlySpan<float> coarse, ReadOnlySpan<float> previous)
    {
        Superposition.Fit(coarse, reference).Apply(coarse, sites);
        back = Superposition.Fit(sites, coarse);
        if (!usesPrevious)
            return;
        for (int site = 0; site < coarseAtoms.Length; site++)
            previous.Slice(3 * coarseAtoms[site], 3).CopyTo(previousSites.AsSpan(3 * site));
        Superposition.Fit(previousSites, sites).Apply(previous, previousAtoms);
    }

    /// <summary>Brings a frame [atom, 3] that the network made to where the coarse sites were taken.</summary>
    public void TurnBack(Span<float> frame) => back.Apply(frame, frame);
}
