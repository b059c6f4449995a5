using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>
/// Lennard-Jones, 4 epsilon ((sigma/r)^12 - (sigma/r)^6), and Coulomb, q_i q_j / (4 pi epsilon0 r), between all pairs that are no exception, four at a time:
/// every atom with those that follow it.
/// </summary>
internal sealed class NonbondedTerm : IForceFieldTerm
{
    private const int Lanes = 4;
    private static readonly Vector256<double>[] Masks = [.. Enumerable.Range(0, 1 << Lanes).Select(Mask)];
    private readonly double[] _charges;
    private readonly double[] _halfSigmas;
    private readonly double[] _epsilonRoots;
    private readonly int[] _rowStarts;
    private readonly int[] _exceptions;

    /// <summary>Makes the term.</summary>
    internal NonbondedTerm(ForceField forceField)
    {
        int atoms = forceField.AtomCount;
        _charges = new double[atoms + Lanes];
        _halfSigmas = new double[atoms + Lanes];
        _epsilonRoots = new double[atoms + Lanes];
        double chargeUnit = Math.Sqrt(ForceField.CoulombConstant);
        for (int i = 0; i < atoms; i++)
        {
            NonbondedParticle particle = forceField.NonbondedParticles[i];
            _charges[i] = chargeUnit * particle.Charge;
            _halfSigmas[i] = 0.5 * particle.Sigma;
            _epsilonRoots[i] = 2 * Math.Sqrt(particle.Epsilon);
        }

        var pairs = forceField.NonbondedExceptions
            .Select(exception => (First: Math.Min(exception.Atoms.A, exception.Atoms.B), Last: Math.Max(exception.Atoms.A, exception.Atoms.B)))
            .Order().ToList();
        _exceptions = [.. pairs.Select(pair => pair.Last)];
        _rowStarts = new int[atoms + 1];
        foreach ((int first, _) in pairs)
            _rowStarts[first + 1]++;
        for (int i = 0; i < atoms; i++)
            _rowStarts[i + 1] += _rowStarts[i];
    }

    /// <inheritdoc/>
    public void AddForces(in SiteArrays sites, Span<double> energies)
    {
        Vector256<double> lennardJones = default;
        Vector256<double> coulomb = default;
        for (int i = 0; i < sites.Sites; i++)
        {
            Vector3x4 position = sites.Position(i);
            Vector256<double> charge = Vector256.Create(_charges[i]);
            Vector256<double> halfSigma = Vector256.Create(_halfSigmas[i]);
            Vector256<double> epsilonRoot = Vector256.Create(_epsilonRoots[i]);
            ReadOnlySpan<int> exceptions = _exceptions.AsSpan(_rowStarts[i].._rowStarts[i + 1]);
            Vector3x4 total = default;
            for (int j = i + 1; j < sites.Sites; j += Lanes)
            {
                Vector3x4 way = sites.Positions(j) - position;
                Vector256<double> inverseSquare = Vector256<double>.One / way.LengthSquared;
                Vector256<double> sigma = halfSigma + Vector256.Create<double>(_halfSigmas.AsSpan(j, Lanes));
                Vector256<double> ratio = sigma * sigma * inverseSquare;
                Vector256<double> sixth = ratio * ratio * ratio;
                Vector256<double> well = epsilonRoot * Vector256.Create<double>(_epsilonRoots.AsSpan(j, Lanes)) * sixth;
                Vector256<double> pairLennardJones = well * (sixth - Vector256<double>.One);
                Vector256<double> pairCoulomb = charge * Vector256.Create<double>(_charges.AsSpan(j, Lanes)) * Vector256.Sqrt(inverseSquare);
                Vector256<double> factor = ((well * ((12 * sixth) - Vector256.Create(6.0))) + pairCoulomb) * inverseSquare;
                if (exceptions.Length > 0 && exceptions[0] < j + Lanes)
                {
                    Vector256<double> mask = TakeMask(ref exceptions, j);
                    pairLennardJones &= mask;
                    pairCoulomb &= mask;
                    factor &= mask;
                }

                lennardJones += pairLennardJones;
                coulomb += pairCoulomb;
                Vector3x4 force = factor * way;
                sites.AddForces(j, force);
                total += force;
            }

            sites.AddSum(i, Vector256.Create(-1.0) * total);
        }

        energies[(int)ForceFieldTerm.LennardJones] += SiteArrays.Sum(lennardJones);
        energies[(int)ForceFieldTerm.Coulomb] += SiteArrays.Sum(coulomb);
    }

    // All bits where a pair is no exception; exceptions that have been met are taken off the list.
    private static Vector256<double> TakeMask(ref ReadOnlySpan<int> exceptions, int first)
    {
        int lanes = 0;
        while (exceptions.Length > 0 && exceptions[0] < first + Lanes)
        {
            lanes |= 1 << (exceptions[0] - first);
            exceptions = exceptions[1..];
        }

        return Masks[lanes];
    }

    private static Vector256<double> Mask(int lanes) =>
        Vector256.Create([.. Enumerable.Range(0, Lanes).Select(lane => (lanes >> lane & 1) == 0 ? -1L : 0L)]).AsDouble();
}
