namespace LatentSim.Analysis;

/// <summary>The rows on free energies (Sidky et al. 2020, section 3.2, Thermodynamics; Figs. 3 and 4).</summary>
internal static class ThermodynamicRows
{
    /// <summary>Free energy of the truth's profile up to which profiles are compared, kT.</summary>
    internal const double Ceiling = 6;

    internal static IEnumerable<ComparisonRow> Of(LatentComparison comparison)
    {
        var (truth, limit) = (comparison.Truth.Profile, comparison.Limits.FreeEnergy);
        var error = Error(comparison.Run.Profile, truth);
        var training = comparison.Training is { } md ? $"training MD: {Comparison.Text(Error(md.Profile, truth), "F2")} kT" : "";
        yield return LatentRow.Of(
            $"F(psi_1) of the latents, RMSE where MD has F <= {Ceiling} kT", LatentRow.AtMost(limit, "kT"), $"{Comparison.Text(error, "F3")} kT", error, training, error, limit);
        if (comparison.Run.Structures?.EncodedProfile is { } encoded)
            yield return LatentRow.Measured($"F(psi_1) of the frames through the encoder, RMSE where MD has F <= {Ceiling} kT", $"{Comparison.Text(Error(encoded, truth), "F3")} kT", Error(encoded, truth), training);
        var weighted = Weighted(comparison.Run.Profile);
        yield return LatentRow.Measured(
            "F(psi_1) of the latents, RMSE with bins weighted by MD's population", $"{Comparison.Text(weighted, "F3")} kT", weighted,
            comparison.Training is { } data ? $"training MD: {Comparison.Text(Weighted(data.Profile), "F2")} kT" : "");
        foreach (var row in comparison.Planes.SelectMany(plane => PlaneRows(comparison, plane))) yield return row;

        double Weighted(FreeEnergyProfile profile) => profile.RootMeanSquaredError(truth, weight: BinWeight.Population);
    }

    private static double Error(FreeEnergyProfile profile, FreeEnergyProfile truth) => profile.RootMeanSquaredError(truth, Ceiling);

    private static IEnumerable<ComparisonRow> PlaneRows(LatentComparison comparison, ComponentPlane plane)
    {
        var name = $"({ComponentPlane.NameOf(plane.First)}, {ComponentPlane.NameOf(plane.Second)})";
        if (plane.Run.Total == 0)
        {
            yield return LatentRow.Measured($"F{name}", "the run never visits MD's range", null, "");
            yield break;
        }

        var limit = plane.Second == 1 ? comparison.Limits.Components : null;
        var (error, training) = (Error(plane.Run), plane.Training is { Total: > 0 } md ? md : null);
        yield return LatentRow.Of(
            $"F{name}, RMSE where MD has F <= {ComponentPlane.Ceiling} kT", LatentRow.AtMost(limit, "kT"), $"{Comparison.Text(error, "F3")} kT", error,
            training is null ? "" : $"training MD: {Comparison.Text(Error(training), "F2")} kT", error, limit);
        var divergence = DistributionDistance.JensenShannon(plane.Run, plane.Truth);
        yield return LatentRow.Measured(
            $"Jensen-Shannon divergence of {name}", $"{Comparison.Text(divergence, "F4")} nats", divergence,
            training is null ? "" : $"training MD: {Comparison.Text(DistributionDistance.JensenShannon(training, plane.Truth), "F4")} nats");

        double Error(Histogram2D counts) => FreeEnergySurface.Of(counts).RootMeanSquaredError(FreeEnergySurface.Of(plane.Truth), ComponentPlane.Ceiling);
    }
}
