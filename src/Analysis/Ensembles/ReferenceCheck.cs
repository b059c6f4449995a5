using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>Checks that two ensembles can be compared.</summary>
internal static class ReferenceCheck
{
    /// <summary>Checks a reference against what is to be measured.</summary>
    internal static void Throw(EnsembleDefinition definition, double lagTime, EnsembleStatistics reference)
    {
        CheckNames("atoms", [.. Enumerable.Range(0, definition.Topology.AtomCount).Select(definition.Label)], reference.Atoms);
        CheckNames("torsion pairs", [.. definition.TorsionPairs.Select(p => p.Name)], [.. reference.TorsionPairs.Select(p => p.Name)]);
        CheckNames("chiral centres", [.. definition.ChiralCenters.Select(c => definition.Label(c.Center))], [.. reference.Chirality.Select(c => c.Name)]);
        CheckLag(lagTime, reference.LagTime);
        if (reference.Kinetics is { } kinetics && kinetics.Clusters.Dimension != 4 * definition.TorsionPairs.Count)
            throw new InvalidInputException("reference", "clusters", $"expected {4 * definition.TorsionPairs.Count} coordinates, found {kinetics.Clusters.Dimension}");
    }

    /// <summary>Checks that two statistics are of the same molecule and lag.</summary>
    internal static void Throw(EnsembleStatistics run, EnsembleStatistics reference)
    {
        CheckNames("atoms", run.Atoms, reference.Atoms);
        CheckNames("torsion pairs", [.. run.TorsionPairs.Select(p => p.Name)], [.. reference.TorsionPairs.Select(p => p.Name)]);
        CheckNames("bonds", [.. run.Bonds.Select(b => b.Name)], [.. reference.Bonds.Select(b => b.Name)]);
        CheckNames("chiral centres", [.. run.Chirality.Select(c => c.Name)], [.. reference.Chirality.Select(c => c.Name)]);
        CheckLag(run.LagTime, reference.LagTime);
    }

    private static void CheckLag(double lagTime, double reference)
    {
        if (Math.Abs(lagTime - reference) > 1e-6 * lagTime)
            throw new InvalidInputException("reference", "lag", $"expected {lagTime} ps, found {reference} ps");
    }

    private static void CheckNames(string what, IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        if (expected.Count != found.Count)
            throw new InvalidInputException("reference", what, $"expected {expected.Count}, found {found.Count}");
        for (var i = 0; i < expected.Count; i++)
        {
            if (expected[i] != found[i]) throw new InvalidInputException("reference", what, $"expected {expected[i]} at place {i}, found {found[i]}");
        }
    }
}
