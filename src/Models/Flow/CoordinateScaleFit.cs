using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>Chooses how one internal coordinate is scaled, from its values in the training data.</summary>
internal static class CoordinateScaleFit
{
    // A constrained bond in a trajectory whose positions are rounded to 0.001 nm shows a deviation of about 0.0004 nm.
    private const double ConstrainedBond = 0.0008;
    private const double ConstantAngle = 1e-6;
    private const int Bins = 360;
    private const int SmallestGap = 20;

    /// <summary>The scaling of one coordinate.</summary>
    public static CoordinateScale Fit(CoordinateKind kind, ReadOnlySpan<double> values)
    {
        bool isTorsion = kind == CoordinateKind.Torsion;
        double cut = isTorsion ? MiddleOfWidestGap(values) : 0;
        if (double.IsNaN(cut))
            return new CoordinateScale(CoordinateScaling.Circular, true, 0, 1, 0);

        (double mean, double deviation) = Moments(values, isTorsion, cut);
        double smallest = kind is CoordinateKind.Bond or CoordinateKind.Distance ? ConstrainedBond : ConstantAngle;
        return deviation < smallest
            ? new CoordinateScale(CoordinateScaling.Fixed, isTorsion, (float)mean, 1, (float)cut)
            : new CoordinateScale(CoordinateScaling.Linear, isTorsion, (float)mean, (float)deviation, (float)cut);
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<double> values, bool isTorsion, double cut)
    {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double value = isTorsion ? ScalarMath.WrapAngle(values[i] - cut - Math.PI) + cut + Math.PI : values[i];
            double difference = value - mean;
            mean += difference / (i + 1);
            squares += difference * (value - mean);
        }

        return (mean, Math.Sqrt(squares / values.Length));
    }

    // In radians; NaN when no run of empty bins is 20 degrees wide.
    private static double MiddleOfWidestGap(ReadOnlySpan<double> values)
    {
        Span<bool> visited = stackalloc bool[Bins];
        visited.Clear();
        foreach (double value in values)
            visited[Math.Min((int)((ScalarMath.WrapAngle(value) + Math.PI) / (2 * Math.PI) * Bins), Bins - 1)] = true;

        int widest = 0;
        int end = 0;
        int run = 0;
        for (int i = 0; i < 2 * Bins; i++)
        {
            run = visited[i % Bins] ? 0 : run + 1;
            if (run <= widest)
                continue;
            widest = run;
            end = i + 1;
        }

        if (widest < SmallestGap)
            return double.NaN;
        return ScalarMath.WrapAngle(((end - (0.5 * widest)) / Bins * 2 * Math.PI) - Math.PI);
    }
}
