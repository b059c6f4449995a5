using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Training;

/// <summary>Which internal coordinates of the coarse sites a flow decoder draws.</summary>
public enum DecoderCoordinates
{
    /// <summary>Midpoints for an unbranched chain of eight sites or more, such as alpha carbons; bonds for everything else.</summary>
    Auto = 0,

    /// <summary>Bonds, angles and torsions from each site to the next: every stiff coordinate by itself, but errors add up along a long chain.</summary>
    Bonds = 1,

    /// <summary>Ends first, then sites in the middle between placed ones: errors do not add up, and a chain's size is learned directly.</summary>
    Midpoints = 2,
}

/// <summary>Builds the coordinates that were chosen.</summary>
internal static class DecoderCoordinatesChoice
{
    // Below, three bonds, angles and torsions in a row are too few for their errors to matter.
    private const int LeastSites = 8;

    /// <summary>The coordinates of the sites.</summary>
    /// <param name="choice">Which.</param>
    /// <param name="coarse">The coarse sites and their bonds.</param>
    public static InternalCoordinates Build(this DecoderCoordinates choice, Topology coarse) =>
        choice == DecoderCoordinates.Midpoints || (choice == DecoderCoordinates.Auto && IsLongChain(coarse))
            ? InternalCoordinates.BuildByMidpoints(coarse)
            : InternalCoordinates.Build(coarse);

    private static bool IsLongChain(Topology coarse) =>
        coarse.AtomCount >= LeastSites
        && coarse.Bonds.Count == coarse.AtomCount - 1
        && Enumerable.Range(0, coarse.AtomCount).All(site => coarse.Neighbors(site).Length is 1 or 2);
}
