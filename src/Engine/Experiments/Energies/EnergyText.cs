using LatentSim.Analysis;

namespace LatentSim.Engine.Experiments;

/// <summary>Energies in words.</summary>
internal static class EnergyText
{
    /// <summary>How the slope is judged.</summary>
    public const string HowSlopesAreJudged =
        "Slope: a straight line by least squares through the means of 20 contiguous blocks of the run; the standard error is from the scatter of the blocks about it. "
        + "It is consistent with zero where its 95 % interval (Student's t, 18 degrees of freedom) holds zero, or where slope x time is below 1e-11, which is rounding; one of twenty that do not drift is said to.";

    /// <summary>What deviations are relative to.</summary>
    public static string Of(EnergyScale scale) => scale.IsKinetic
        ? $"delta E = (E_t - E_0) / K, because E_0 = {FigureText.Of(scale.Initial)} is less than a tenth of the mean kinetic energy K = {FigureText.Of(scale.Kinetic)}: near zero it says nothing about the motion."
        : $"delta E = (E_t - E_0) / E_0 with E_0 = {FigureText.Of(scale.Initial)} (mean kinetic energy {FigureText.Of(scale.Kinetic)}).";

    /// <summary>A slope with its standard error.</summary>
    public static string Of(DriftSlope slope) => double.IsFinite(slope.Value) ? $"{FigureText.Of(slope.Value)} ± {FigureText.Of(slope.StandardError)}" : "-";

    /// <summary>Whether it drifts.</summary>
    public static string Verdict(DriftSlope slope) => !double.IsFinite(slope.Value) ? "-" : slope.IsConsistentWithZero ? "no" : "yes";
}
