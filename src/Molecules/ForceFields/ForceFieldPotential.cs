using System.Buffers;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>
/// The energy of a molecule in a <see cref="ForceField"/>, in double precision. It is exact everywhere, as OpenMM's is: where two atoms are in one place it is
/// infinite or no number.
/// </summary>
public sealed class ForceFieldPotential : IPotential
{
    private readonly IForceFieldTerm[] _terms;
    private readonly int _atoms;

    /// <summary>Makes the potential.</summary>
    /// <exception cref="ArgumentException">The force field's arrays do not fit each other, or a term names an atom that does not exist.</exception>
    public ForceFieldPotential(ForceField forceField)
    {
        ForceFieldCheck.Require(forceField);
        _atoms = forceField.AtomCount;
        List<IForceFieldTerm> terms =
        [
            new BondTerm(forceField.Bonds),
            new AngleTerm(forceField.Angles),
            new TorsionTerm(forceField.PeriodicTorsions, forceField.RyckaertBellemansTorsions),
            new HarmonicTorsionTerm(forceField.HarmonicTorsions),
            new CorrectionMapTerm(forceField.CorrectionMaps, forceField.CorrectionMapTorsions),
        ];
        if (forceField.NonbondedParticles.Length > 0)
            terms.AddRange([new NonbondedTerm(forceField), new NonbondedExceptionTerm(forceField.NonbondedExceptions)]);
        if (forceField.LennardJonesTable is { } table)
            terms.Add(new LennardJonesTableTerm(table));
        terms.Add(new NonbondedExceptionTerm(forceField.LennardJonesPairs.Select(pair => new NonbondedException(pair.Atoms, 0, pair.Sigma, pair.Epsilon))));
        if (forceField.Solvent is { } solvent)
            terms.Add(new SolvationTerm(solvent));
        _terms = [.. terms];
    }

    /// <inheritdoc/>
    public int CoordinateCount => 3 * _atoms;

    /// <inheritdoc/>
    public double AddForces(ReadOnlySpan<double> positions, Span<double> forces) =>
        AddForces(positions, forces, stackalloc double[ForceField.TermCount]);

    /// <summary>Adds the forces to <paramref name="forces"/> and tells the energy of each kind of term and their sum, kJ/mol.</summary>
    /// <param name="positions">[atom, 3], nm.</param>
    /// <param name="forces">[atom, 3], kJ/(mol nm).</param>
    /// <param name="energies">[<see cref="ForceFieldTerm"/>], kJ/mol, overwritten.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public double AddForces(ReadOnlySpan<double> positions, Span<double> forces, Span<double> energies)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(positions.Length, CoordinateCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(forces.Length, CoordinateCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(energies.Length, ForceField.TermCount);
        int length = SiteArrays.Length(_atoms);
        double[] rented = ArrayPool<double>.Shared.Rent(2 * length);
        try
        {
            var sites = new SiteArrays(rented.AsSpan(0, length), rented.AsSpan(length, length), _atoms);
            sites.Take(positions);
            energies.Clear();
            foreach (IForceFieldTerm term in _terms)
                term.AddForces(sites, energies);
            sites.AddTo(forces);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }

        double total = 0;
        foreach (double energy in energies)
            total += energy;
        return total;
    }
}
