using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Training;

/// <summary>
/// The nonbonded parameters of all pairs, [first, second], exceptions included; each pair stands there twice with half its energy, and atoms do not act on
/// themselves.
/// </summary>
internal sealed class PairParameters
{
    private readonly int atoms;

    /// <summary>Combines the parameters of a force field.</summary>
    public PairParameters(ForceField forceField)
    {
        atoms = forceField.AtomCount;
        (Repulsion, Attraction, Charge) = (new double[atoms * atoms], new double[atoms * atoms], new double[atoms * atoms]);
        for (int i = 0; i < forceField.NonbondedParticles.Length; i++)
            for (int j = 0; j < i; j++)
                Combine(new AtomPair(i, j), forceField.NonbondedParticles[i], forceField.NonbondedParticles[j]);
        foreach (NonbondedException pair in forceField.NonbondedExceptions)
            Set(pair.Atoms, pair.ChargeProduct, pair.Sigma, pair.Epsilon);
        if (forceField.LennardJonesTable is { } table)
            Add(table);
        foreach (LennardJonesPair pair in forceField.LennardJonesPairs)
            Add(pair.Atoms, 4 * pair.Epsilon * Math.Pow(pair.Sigma, 12), 4 * pair.Epsilon * Math.Pow(pair.Sigma, 6));
    }

    /// <summary>4 epsilon sigma^12 / 2, kJ nm^12/mol.</summary>
    public double[] Repulsion { get; }

    /// <summary>4 epsilon sigma^6 / 2, kJ nm^6/mol.</summary>
    public double[] Attraction { get; }

    /// <summary>q_i q_j / (8 pi epsilon0), kJ nm/mol.</summary>
    public double[] Charge { get; }

    private void Add(LennardJonesTable table)
    {
        HashSet<AtomPair> exclusions = [.. table.Exclusions.Select(pair => new AtomPair(Math.Max(pair.A, pair.B), Math.Min(pair.A, pair.B)))];
        for (int i = 0; i < atoms; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int place = (table.Types[j] * table.TypeCount) + table.Types[i];
                if (!exclusions.Contains(new AtomPair(i, j)))
                    Add(new AtomPair(i, j), table.Repulsion[place], table.Attraction[place]);
            }
        }
    }

    private void Add(AtomPair pair, double repulsion, double attraction)
    {
        foreach (int place in (ReadOnlySpan<int>)[(pair.A * atoms) + pair.B, (pair.B * atoms) + pair.A])
        {
            Repulsion[place] += 0.5 * repulsion;
            Attraction[place] += 0.5 * attraction;
        }
    }

    private void Combine(AtomPair pair, NonbondedParticle a, NonbondedParticle b) =>
        Set(pair, a.Charge * b.Charge, 0.5 * (a.Sigma + b.Sigma), Math.Sqrt(a.Epsilon * b.Epsilon));

    private void Set(AtomPair pair, double chargeProduct, double sigma, double epsilon)
    {
        double cube = sigma * sigma * sigma;
        foreach (int place in (ReadOnlySpan<int>)[(pair.A * atoms) + pair.B, (pair.B * atoms) + pair.A])
        {
            Repulsion[place] = 2 * epsilon * cube * cube * cube * cube;
            Attraction[place] = 2 * epsilon * cube * cube;
            Charge[place] = 0.5 * ForceField.CoulombConstant * chargeProduct;
        }
    }
}
