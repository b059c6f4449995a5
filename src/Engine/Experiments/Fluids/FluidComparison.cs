namespace LatentSim.Engine.Experiments;

/// <summary>How far what particles do in a trajectory is from what they do in Verlet's.</summary>
/// <param name="Radial">The largest |g / g_V - 1| over the bins in which g_V is at least a quarter of its maximum; the few pairs in the others make no structure.</param>
/// <param name="RadialRootMeanSquare">The root of the mean square of g - g_V over all bins.</param>
/// <param name="Velocity">The largest |C - C_V| of the velocity autocorrelation, C(0) = 1.</param>
/// <param name="Displacement">The largest |MSD / MSD_V - 1| over lags of one time unit and more.</param>
/// <param name="Speeds">The total variation distance of the speed distributions.</param>
/// <param name="Temperature">The ratio of the mean squares of the speeds.</param>
internal sealed record FluidComparison(double Radial, double RadialRootMeanSquare, double Velocity, double Displacement, double Speeds, double Temperature)
{
    private const double LeastOfMaximum = 0.25;
    private const double LeastLag = 1;

    /// <summary>Of a trajectory that is not finite.</summary>
    public static FluidComparison Diverged { get; } =
        new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Compares. Where lags fall between those of Verlet's frames, its values are interpolated.</summary>
    public static FluidComparison Of(FluidProperties properties, FluidProperties verlet)
    {
        double least = LeastOfMaximum * verlet.Radial.Max();
        return new FluidComparison(
            properties.Radial.Zip(verlet.Radial).Where(g => g.Second >= least).Max(g => Math.Abs((g.First / g.Second) - 1)),
            Math.Sqrt(properties.Radial.Zip(verlet.Radial, (g, v) => (g - v) * (g - v)).Average()),
            Largest(properties, verlet, fluid => fluid.Velocity, properties.Interval, (c, v) => c - v),
            Largest(properties, verlet, fluid => fluid.Displacement, LeastLag, (d, v) => (d / v) - 1),
            0.5 * properties.SpeedDensities.Zip(verlet.SpeedDensities, (p, q) => Math.Abs(p - q)).Sum() * (properties.Speeds[1] - properties.Speeds[0]),
            Math.Pow(properties.RootMeanSquareSpeed / verlet.RootMeanSquareSpeed, 2));
    }

    private static double Largest(FluidProperties ours, FluidProperties verlet, Func<FluidProperties, IReadOnlyList<double>> function, double from, Func<double, double, double> difference)
    {
        double largest = 0;
        (IReadOnlyList<double> values, IReadOnlyList<double> reference) = (function(ours), function(verlet));
        for (int lag = 1; lag < values.Count; lag++)
        {
            double place = lag * ours.Interval / verlet.Interval;
            if (lag * ours.Interval < from * (1 - 1e-9) || place > reference.Count - 1 + 1e-9)
                continue;
            largest = Math.Max(largest, Math.Abs(difference(values[lag], At(reference, place))));
        }

        return largest;
    }

    private static double At(IReadOnlyList<double> values, double place)
    {
        int below = Math.Min((int)(place + 1e-9), values.Count - 1);
        int above = Math.Min(below + 1, values.Count - 1);
        double fraction = Math.Clamp(place - below, 0, 1);
        return ((1 - fraction) * values[below]) + (fraction * values[above]);
    }
}
