using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>A torsion that coarse sites do not fix.</summary>
/// <param name="Name">The atom that it places and the bond that it turns about: "ACE1:HH31 about ACE1:CH3-ACE1:C".</param>
/// <param name="Atoms">Its atoms; the last is the one that it places.</param>
public sealed record FreeTorsion(string Name, TorsionAtoms Atoms)
{
    /// <summary>What stands in a name between the atom and the bond.</summary>
    public const string About = " about ";
}
