using System.Globalization;

namespace LatentSim.Analysis;

/// <summary>The potential energies of a run's frames against those of MD (Shmilovich et al. 2022, Fig. 3).</summary>
public static class EnergyRows
{
    /// <summary>Compares.</summary>
    /// <param name="run">The run; at least one frame.</param>
    /// <param name="truth">MD; at least two frames.</param>
    /// <param name="mostShift">Most of the difference of the means, in MD's standard deviations; null asks nothing.</param>
    /// <param name="mostDistance">Most of the Kolmogorov-Smirnov distance; null asks nothing.</param>
    public static IEnumerable<ComparisonRow> Of(EnergySample run, EnergySample truth, double? mostShift, double? mostDistance)
    {
        double mean = truth.Energies.Average();
        double deviation = Math.Sqrt(truth.Energies.Average(energy => (energy - mean) * (energy - mean)));

        // What is no number has atoms in one place: an energy above all others.
        double[] energies = [.. run.Energies.Select(energy => double.IsNaN(energy) ? double.PositiveInfinity : energy)];
        double runMean = energies.Average();
        double shift = Math.Abs(runMean - mean) / deviation;
        double distance = DistributionDistance.KolmogorovSmirnov(energies, [.. truth.Energies]);
        string context = $"run {Text(runMean, "F1")}, MD {Text(mean, "F1")} +- {Text(deviation, "F1")} kJ/mol, {energies.Length} and {truth.Energies.Count} frames";
        yield return Row("potential energy, difference of the means in MD's standard deviations", shift, mostShift, context);
        yield return Row("potential energy, Kolmogorov-Smirnov distance", distance, mostDistance, "");
        double highest = truth.Energies.Max();
        double share = (double)energies.Count(energy => energy > highest) / energies.Length;
        yield return new ComparisonRow(
            "frames whose potential energy is above all of MD's", "", $"{Text(100 * share, "F3")} %", share, $"MD's highest: {Text(highest, "F1")} kJ/mol", Verdict.Measured);
    }

    private static ComparisonRow Row(string figure, double value, double? most, string context) => most is { } limit
        ? new ComparisonRow(figure, $"<= {Text(limit, "0.###")}", Text(value, "F3"), Finite(value), context, value <= limit ? Verdict.Pass : Verdict.Fail)
        : new ComparisonRow(figure, "", Text(value, "F3"), Finite(value), context, Verdict.Measured);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
