using LatentSim.Analysis;

namespace LatentSim.Engine.Experiments;

/// <summary>Figures beside what is asked of them.</summary>
internal static class Asked
{
    /// <summary>A figure that should not exceed a limit; null where nothing is asked.</summary>
    public static ComparisonRow AtMost(string name, double figure, double? limit, string context, string unit = "") => new(
        name, limit is { } most ? $"<= {FigureText.Of(most)}{unit}" : "", FigureText.Of(figure) + unit, figure, context,
        limit is not { } asked ? Verdict.Measured : figure <= asked ? Verdict.Pass : Verdict.Fail);
}
