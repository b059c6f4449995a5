using LatentSim.Models.Integrators;

namespace LatentSim.Models.Training;

/// <summary>The numbers that are fitted, as one vector: the splines A and B, then the processor.</summary>
internal static class SymplecticParameters
{
    private const double FirstKnot = 0.8;
    private const double LastKnot = 2;

    /// <summary>The start of a fit: the true force, and a processor that is near those that fits end with.</summary>
    public static double[] Start(SymplecticOptions options) => [.. new double[2 * options.Knots], 0.27, -0.48, -0.1, 0, 0, 0];

    /// <summary>The weights of a vector.</summary>
    public static SymplecticWeights ToWeights(double[] parameters, SymplecticOptions options) => new(
        options.Spacing, FirstKnot, LastKnot, parameters[..options.Knots], parameters[options.Knots..(2 * options.Knots)],
        parameters[(2 * options.Knots)..], options.Projection);

    /// <summary>Rows of a penalty, one for each three knots in succession, on the second difference of a spline. It carries a spline on smoothly to where no pair of the
    /// data comes.</summary>
    public static IEnumerable<(int First, double Weight)> Smoothness(SymplecticOptions options)
    {
        double width = (LastKnot - FirstKnot) / options.Knots;
        for (int spline = 0; spline < 2; spline++)
        {
            for (int knot = 0; knot + 2 < options.Knots; knot++)
                yield return ((spline * options.Knots) + knot, Math.Pow(FirstKnot + (knot * width), -6));
        }
    }
}
