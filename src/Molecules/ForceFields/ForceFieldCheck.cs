using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>What every <see cref="ForceField"/> keeps to, however it was made.</summary>
public static class ForceFieldCheck
{
    /// <summary>Checks that the arrays fit each other and that every atom that a term names exists.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void Require(ForceField forceField)
    {
        int atoms = forceField.AtomCount;
        if (atoms is 0 or > ForceField.MostAtoms)
            throw new ArgumentException($"A force field of 1 to {ForceField.MostAtoms} atoms is expected, got {atoms}.", nameof(forceField));
        RequireLength(forceField.NonbondedParticles.Length, atoms, "nonbonded particles");
        if (forceField.Solvent is { } solvent && solvent.Particles.Length != atoms)
            throw new ArgumentException($"{solvent.Particles.Length} particles in implicit solvent do not fit {atoms} atoms.", nameof(forceField));
        if (forceField.LennardJonesTable is { } table)
            Require(table, atoms);
        foreach (int atom in Named(forceField))
            if ((uint)atom >= (uint)atoms)
                throw new ArgumentException($"A term names atom {atom}; there are {atoms}.", nameof(forceField));
        if (forceField.NonbondedExceptions.Length > 0 && forceField.NonbondedParticles.Length == 0)
            throw new ArgumentException("There are exceptions, but no nonbonded particles.", nameof(forceField));
        if (forceField.RyckaertBellemansTorsions.Any(torsion => torsion.Coefficients.Length != RyckaertBellemansTorsion.CoefficientCount))
            throw new ArgumentException("A Ryckaert-Bellemans torsion does not have six coefficients.", nameof(forceField));
        if (forceField.CorrectionMaps.Any(map => map.Size < CorrectionMap.SmallestSize || map.Energies.Length != map.Size * map.Size))
            throw new ArgumentException("A map's energies do not fit its size.", nameof(forceField));
        foreach (CorrectionMapTorsion torsion in forceField.CorrectionMapTorsions)
            if ((uint)torsion.Map >= (uint)forceField.CorrectionMaps.Length)
                throw new ArgumentException($"A torsion names map {torsion.Map}; there are {forceField.CorrectionMaps.Length}.", nameof(forceField));
    }

    private static void Require(LennardJonesTable table, int atoms)
    {
        int pairs = table.TypeCount * table.TypeCount;
        if (table.Types.Length != atoms || table.Repulsion.Length != pairs || table.Attraction.Length != pairs)
            throw new ArgumentException($"The Lennard-Jones table does not fit {atoms} atoms and {table.TypeCount} types.", nameof(table));
        if (table.Types.Any(type => (uint)type >= (uint)table.TypeCount))
            throw new ArgumentException($"An atom's type is none of the {table.TypeCount} of the Lennard-Jones table.", nameof(table));
    }

    private static void RequireLength(int length, int atoms, string what)
    {
        if (length != 0 && length != atoms)
            throw new ArgumentException($"{length} {what} do not fit {atoms} atoms.");
    }

    private static IEnumerable<int> Named(ForceField forceField)
    {
        IEnumerable<AtomPair> pairs = forceField.Bonds.Select(bond => bond.Atoms)
            .Concat(forceField.Constraints.Select(constraint => constraint.Atoms))
            .Concat(forceField.NonbondedExceptions.Select(exception => exception.Atoms))
            .Concat(forceField.LennardJonesPairs.Select(pair => pair.Atoms))
            .Concat(forceField.LennardJonesTable?.Exclusions ?? []);
        IEnumerable<TorsionAtoms> torsions = forceField.PeriodicTorsions.Select(torsion => torsion.Atoms)
            .Concat(forceField.RyckaertBellemansTorsions.Select(torsion => torsion.Atoms))
            .Concat(forceField.HarmonicTorsions.Select(torsion => torsion.Atoms))
            .Concat(forceField.CorrectionMapTorsions.Select(torsion => torsion.First))
            .Concat(forceField.CorrectionMapTorsions.Select(torsion => torsion.Second));
        return pairs.SelectMany(pair => new[] { pair.A, pair.B })
            .Concat(forceField.Angles.SelectMany(angle => new[] { angle.Atoms.A, angle.Atoms.B, angle.Atoms.C }))
            .Concat(torsions.SelectMany(torsion => new[] { torsion.A, torsion.B, torsion.C, torsion.D }));
    }
}
