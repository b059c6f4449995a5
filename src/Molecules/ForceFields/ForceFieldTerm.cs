namespace LatentSim.Molecules.ForceFields;

/// <summary>The kinds of energy that a <see cref="ForceField"/> has; a kind's number is its place in rows of energies.</summary>
public enum ForceFieldTerm
{
    /// <summary>Harmonic bonds.</summary>
    Bonds,

    /// <summary>Harmonic angles.</summary>
    Angles,

    /// <summary>Periodic and Ryckaert-Bellemans torsions.</summary>
    Torsions,

    /// <summary>CMAP corrections.</summary>
    CorrectionMaps,

    /// <summary>Lennard-Jones energy, exceptions included.</summary>
    LennardJones,

    /// <summary>Coulomb energy, exceptions included.</summary>
    Coulomb,

    /// <summary>Implicit solvent: polarization and surface.</summary>
    Solvation,
}
