namespace LatentSim.Analysis;

/// <summary>The rows on free energies in the plane of slow coordinates.</summary>
internal static class BackmapThermodynamicRows
{
    internal static IEnumerable<ComparisonRow> Of(BackmapComparison comparison)
    {
        if (comparison.Truth.Plane is not { Counts.Total: > 0 } truth || comparison.Run.Plane is not { } run) yield break;
        var (name, limit) = (comparison.Definition.Plane!.Name, comparison.Limits.FreeEnergy);
        if (run.ErrorFrom(truth) is not { } error)
        {
            yield return LatentRow.Of($"free energy F{name}", LatentRow.AtMost(limit, "kT"), "the run never visits MD's range", null, "", double.PositiveInfinity, limit);
            yield break;
        }

        var blocks = truth.ErrorOfBlocks() is { } own ? $"a fifth of MD against the rest: {Comparison.Text(own, "F2")} kT" : "";
        yield return LatentRow.Of(
            $"free energy F{name}, RMSE where MD has F <= {BlockedPlane.Ceiling} kT", LatentRow.AtMost(limit, "kT"), $"{Comparison.Text(error, "F3")} kT", error, Joined(blocks, OfCoarse(comparison, truth)), error, limit);
        var divergence = DistributionDistance.JensenShannon(run.Counts, truth.Counts);
        yield return LatentRow.Measured($"Jensen-Shannon divergence of {name}", $"{Comparison.Text(divergence, "F4")} nats", divergence, "");
    }

    private static string OfCoarse(BackmapComparison comparison, BlockedPlane truth) =>
        comparison.Coarse?.Plane?.ErrorFrom(truth) is { } error ? $"the coarse trajectory itself: {Comparison.Text(error, "F3")} kT" : "";

    private static string Joined(params string[] parts) => string.Join("; ", parts.Where(part => part.Length > 0));
}
