using System.Collections.Immutable;

namespace LatentSim.Molecules.ForceFields;

/// <summary>
/// A molecule's force field, term by term, as an OpenMM System has it: no cutoffs, no periodic box. Units: nm, amu, kJ/mol, radians. Atoms are numbered from
/// zero in the order of the masses.
/// </summary>
public sealed record ForceField
{
    /// <summary>The most atoms: all pairs of them interact.</summary>
    public const int MostAtoms = 20_000;

    /// <summary>The number of <see cref="ForceFieldTerm"/>s.</summary>
    public const int TermCount = 7;

    /// <summary>1/(4 pi epsilon0), kJ nm/(mol e^2), from the constants of CODATA 2018.</summary>
    public const double CoulombConstant = 138.93545764438198;

    /// <summary>[atom] masses, amu; zero: the atom does not move.</summary>
    public ImmutableArray<double> Masses { get; init; } = [];

    /// <summary>Distances that dynamics keeps.</summary>
    public ImmutableArray<DistanceConstraint> Constraints { get; init; } = [];

    /// <summary>Bonds.</summary>
    public ImmutableArray<HarmonicBond> Bonds { get; init; } = [];

    /// <summary>Angles.</summary>
    public ImmutableArray<HarmonicAngle> Angles { get; init; } = [];

    /// <summary>Periodic torsions.</summary>
    public ImmutableArray<PeriodicTorsion> PeriodicTorsions { get; init; } = [];

    /// <summary>Ryckaert-Bellemans torsions.</summary>
    public ImmutableArray<RyckaertBellemansTorsion> RyckaertBellemansTorsions { get; init; } = [];

    /// <summary>Harmonic torsions.</summary>
    public ImmutableArray<HarmonicTorsion> HarmonicTorsions { get; init; } = [];

    /// <summary>CMAPs.</summary>
    public ImmutableArray<CorrectionMap> CorrectionMaps { get; init; } = [];

    /// <summary>The torsions that <see cref="CorrectionMaps"/> couple.</summary>
    public ImmutableArray<CorrectionMapTorsion> CorrectionMapTorsions { get; init; } = [];

    /// <summary>[atom], or empty where there are neither Lennard-Jones nor Coulomb interactions.</summary>
    public ImmutableArray<NonbondedParticle> NonbondedParticles { get; init; } = [];

    /// <summary>Pairs with parameters of their own, each at most once.</summary>
    public ImmutableArray<NonbondedException> NonbondedExceptions { get; init; } = [];

    /// <summary>Lennard-Jones energies of pairs of types, in addition to those of particles; null where there are none.</summary>
    public LennardJonesTable? LennardJonesTable { get; init; }

    /// <summary>Pairs with a Lennard-Jones energy in addition to all others.</summary>
    public ImmutableArray<LennardJonesPair> LennardJonesPairs { get; init; } = [];

    /// <summary>The implicit solvent, or null in vacuum.</summary>
    public ImplicitSolvent? Solvent { get; init; }

    /// <summary>The number of atoms.</summary>
    public int AtomCount => Masses.Length;
}
