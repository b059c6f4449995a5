namespace LatentSim.Models.Integrators;

/// <summary>
/// Finds, on a fine grid, where a potential that rises outside everywhere is stationary, and where its sides have shoulders: points at which a slope that goes on is
/// least. A side with shoulders is cut at them as a valley is at its barriers, so that an orbit that turns in one of the pieces sees no ripple but its own.
/// </summary>
internal static class PotentialScan
{
    /// <summary>Finds them.</summary>
    /// <param name="force">The force.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="to">Where to end.</param>
    /// <param name="intervals">The number of grid intervals.</param>
    public static (List<double> Valleys, List<double> Peaks, List<double> Shoulders) Find(Func<double, double> force, double from, double to, int intervals)
    {
        double step = (to - from) / intervals;
        double Slope(double x) => force(x + (0.5 * step)) - force(x - (0.5 * step));
        List<double> valleys = [];
        List<double> peaks = [];
        List<double> shoulders = [];
        for (int i = 0; i < intervals; i++)
        {
            double left = from + (i * step);
            double right = left + step;
            if (force(left) < 0 != force(right) < 0)
                (force(left) < 0 ? peaks : valleys).Add(SignChange(force, left, right));
            else if (Slope(left) < 0 != Slope(right) < 0 && Slope(left) < 0 == force(left) > 0)
                shoulders.Add(SignChange(Slope, left, right));
        }

        return (valleys, peaks, shoulders);
    }

    private static double SignChange(Func<double, double> function, double from, double to)
    {
        bool isNegative = function(from) < 0;
        while (true)
        {
            double middle = 0.5 * (from + to);
            if (middle == from || middle == to)
                return middle;
            if (function(middle) < 0 == isNegative)
                from = middle;
            else
                to = middle;
        }
    }
}
