using System.Collections.Immutable;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.CoarseGraining;

/// <summary>A coarse-grained force field: harmonic bonds, angles and impropers, free energies of torsions, and soft repulsions. Immutable; <see cref="BoltzmannInversion"/> fits it.</summary>
public sealed class CoarseModel : IPotential
{
    private readonly IForceFieldTerm[] _terms;
    private readonly ImmutableArray<SiteRepulsion> _repulsions;

    internal CoarseModel(SiteCoordinates coordinates, ForceField forceField, ImmutableArray<SiteRepulsion> repulsions)
    {
        ForceFieldCheck.Require(forceField);
        Coordinates = coordinates;
        ForceField = forceField;
        _repulsions = repulsions;
        _terms =
        [
            new BondTerm(forceField.Bonds),
            new AngleTerm(forceField.Angles),
            new HarmonicTorsionTerm(forceField.HarmonicTorsions),
            new CorrectionMapTerm(forceField.CorrectionMaps, forceField.CorrectionMapTorsions),
            new TorsionTerm(forceField.PeriodicTorsions, []),
        ];
    }

    /// <summary>The internal coordinates that its terms belong to.</summary>
    public SiteCoordinates Coordinates { get; }

    /// <summary>Its terms without the repulsions.</summary>
    public ForceField ForceField { get; }

    /// <summary>Its repulsions.</summary>
    public IReadOnlyList<SiteRepulsion> Repulsions => _repulsions;

    /// <inheritdoc/>
    public int CoordinateCount => 3 * Coordinates.SiteCount;

    /// <inheritdoc/>
    public double AddForces(ReadOnlySpan<double> positions, Span<double> forces)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(positions.Length, CoordinateCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(forces.Length, CoordinateCount);
        int length = SiteArrays.Length(Coordinates.SiteCount);
        var sites = new SiteArrays(stackalloc double[length], stackalloc double[length], Coordinates.SiteCount);
        sites.Take(positions);
        Span<double> energies = stackalloc double[ForceField.TermCount];
        energies.Clear();
        foreach (IForceFieldTerm term in _terms)
            term.AddForces(sites, energies);
        double total = SiteRepulsion.AddForces(_repulsions.AsSpan(), sites);
        foreach (double energy in energies)
            total += energy;
        sites.AddTo(forces);
        return total;
    }
}
