using LatentSim.Engine.Training;
using LatentSim.Molecules;
using LatentSim.Molecules.CoarseGraining;

namespace LatentSim.Engine.Reference;

/// <summary>The coarse sites of a molecule, joined into one tree.</summary>
/// <param name="Topology">One atom a site, with the bonds of the tree.</param>
/// <param name="Positions">[site, 3] of the molecule's PDB file, nm.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Masses">[site], amu.</param>
internal sealed record CoarseSites(Topology Topology, float[] Positions, SiteTree Tree, double[] Masses)
{
    // Carbon's, for a site that has no element.
    private const double UnknownMass = 12;

    /// <summary>The sites of a system.</summary>
    /// <exception cref="ArgumentException">They are of several molecules, or too many.</exception>
    public static CoarseSites Of(MolecularSystem system)
    {
        SiteTree tree = SiteTree.Of(system.Topology, system.CoarseAtoms);
        Topology topology = system.Topology.Subset(system.CoarseAtoms).WithBonds(tree.Bonds);
        float[] positions = [.. system.CoarseAtoms.SelectMany(atom => system.Positions[(3 * atom)..((3 * atom) + 3)])];
        double[] masses = [.. topology.Atoms.Select(atom => atom.Element == Element.Unknown ? UnknownMass : atom.Element.Mass)];
        return new CoarseSites(topology, positions, tree, masses);
    }
}
