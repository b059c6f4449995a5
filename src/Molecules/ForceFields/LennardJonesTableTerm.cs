using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>The energies of a <see cref="LennardJonesTable"/>: a/r^12 - b/r^6 of all pairs that are not excluded.</summary>
internal sealed class LennardJonesTableTerm : IForceFieldTerm
{
    private readonly LennardJonesTable _table;
    private readonly HashSet<AtomPair> _exclusions;

    /// <summary>Takes a table.</summary>
    internal LennardJonesTableTerm(LennardJonesTable table)
    {
        _table = table;
        _exclusions = [.. table.Exclusions.Select(pair => new AtomPair(Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B)))];
    }

    /// <inheritdoc/>
    public void AddForces(in SiteArrays sites, Span<double> energies)
    {
        double energy = 0;
        for (int i = 0; i < sites.Sites; i++)
        {
            Vector3D position = sites.Point(i);
            ReadOnlySpan<double> repulsions = _table.Repulsion.AsSpan(_table.Types[i] * _table.TypeCount, _table.TypeCount);
            ReadOnlySpan<double> attractions = _table.Attraction.AsSpan(_table.Types[i] * _table.TypeCount, _table.TypeCount);
            for (int j = i + 1; j < sites.Sites; j++)
            {
                if (_exclusions.Contains(new AtomPair(i, j)))
                    continue;
                int type = _table.Types[j];
                Vector3D way = sites.Point(j) - position;
                double inverseSquare = 1 / way.LengthSquared;
                double sixth = inverseSquare * inverseSquare * inverseSquare;
                double repulsion = repulsions[type] * sixth * sixth;
                double attraction = attractions[type] * sixth;
                energy += repulsion - attraction;
                double factor = ((12 * repulsion) - (6 * attraction)) * inverseSquare;
                sites.AddPairForce(i, j, factor * way.X, factor * way.Y, factor * way.Z);
            }
        }

        energies[(int)ForceFieldTerm.LennardJones] += energy;
    }
}
