using System.Collections.Immutable;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Lennard-Jones energies a/r^12 - b/r^6 whose parameters belong to pairs of types, as CHARMM has them, in addition to those of the particles.</summary>
/// <param name="TypeCount">The number of types.</param>
/// <param name="Repulsion">[type, type] a, kJ nm^12/mol.</param>
/// <param name="Attraction">[type, type] b, kJ nm^6/mol.</param>
/// <param name="Types">[atom] the atoms' types.</param>
/// <param name="Exclusions">Pairs without this energy.</param>
public sealed record LennardJonesTable(
    int TypeCount, ImmutableArray<double> Repulsion, ImmutableArray<double> Attraction, ImmutableArray<int> Types, ImmutableArray<AtomPair> Exclusions);
