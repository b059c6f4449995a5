using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Lennard-Jones and Coulomb between the pairs that have parameters of their own.</summary>
internal sealed class NonbondedExceptionTerm(IEnumerable<NonbondedException> exceptions) : IForceFieldTerm
{
    private readonly NonbondedException[] _pairs = [.. exceptions.Where(pair => pair.ChargeProduct != 0 || pair.Epsilon != 0)];

    /// <inheritdoc/>
    public void AddForces(in SiteArrays sites, Span<double> energies)
    {
        double lennardJones = 0;
        double coulomb = 0;
        foreach (ref readonly NonbondedException pair in _pairs.AsSpan())
        {
            Vector3D way = sites.Point(pair.Atoms.B) - sites.Point(pair.Atoms.A);
            double inverseSquare = 1 / way.LengthSquared;
            double ratio = pair.Sigma * pair.Sigma * inverseSquare;
            double sixth = ratio * ratio * ratio;
            double well = 4 * pair.Epsilon * sixth;
            double pairCoulomb = ForceField.CoulombConstant * pair.ChargeProduct * Math.Sqrt(inverseSquare);
            lennardJones += well * (sixth - 1);
            coulomb += pairCoulomb;
            double factor = ((well * ((12 * sixth) - 6)) + pairCoulomb) * inverseSquare;
            sites.AddPairForce(pair.Atoms.A, pair.Atoms.B, factor * way.X, factor * way.Y, factor * way.Z);
        }

        energies[(int)ForceFieldTerm.LennardJones] += lennardJones;
        energies[(int)ForceFieldTerm.Coulomb] += coulomb;
    }
}
