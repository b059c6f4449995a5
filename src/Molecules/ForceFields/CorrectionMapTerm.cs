using System.Collections.Immutable;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>CMAP corrections: <see cref="BicubicPatches"/> of two torsions.</summary>
internal sealed class CorrectionMapTerm(ImmutableArray<CorrectionMap> maps, ImmutableArray<CorrectionMapTorsion> torsions) : IForceFieldTerm
{
    private readonly BicubicPatches[] _patches = [.. maps.Select(map => new BicubicPatches(map))];

    /// <inheritdoc/>
    public void AddForces(in SiteArrays sites, Span<double> energies)
    {
        double energy = 0;
        foreach (ref readonly CorrectionMapTorsion torsion in torsions.AsSpan())
        {
            var first = new Dihedral(sites, torsion.First);
            var second = new Dihedral(sites, torsion.Second);
            (double value, double byFirst, double bySecond) = _patches[torsion.Map].Evaluate(first.Angle, second.Angle);
            energy += value;
            first.AddForces(sites, byFirst);
            second.AddForces(sites, bySecond);
        }

        energies[(int)ForceFieldTerm.CorrectionMaps] += energy;
    }
}
