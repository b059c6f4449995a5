namespace LatentSim.Models.Integrators;

/// <summary>
/// Where a particle is along its orbit at a share of half a period, and the inverse: between two nodes the position is the cubic in time that has the positions and the
/// speeds at both.
/// </summary>
internal static class OrbitPosition
{
    private const int Halvings = 60;

    /// <summary>The position at a share of half a period, from the left turning point.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="orbit">The orbit.</param>
    /// <param name="shares">[node], ascending from 0 to 1.</param>
    /// <param name="halfPeriod">Half a period.</param>
    /// <param name="share">In [0, 1].</param>
    public static double At(OrbitNodes nodes, in Orbit orbit, ReadOnlySpan<double> shares, double halfPeriod, double share)
    {
        int interval = Interval(shares[..(nodes.Count(orbit) + 1)], share);
        double duration = shares[interval + 1] - shares[interval];
        double fraction = duration > 0 ? Math.Clamp((share - shares[interval]) / duration, 0, 1) : 0;
        return Cubic.Of(nodes, orbit, interval, duration * halfPeriod).At(fraction);
    }

    /// <summary>The share of half a period at which a particle passes a point on its way to the right.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="orbit">The orbit.</param>
    /// <param name="shares">[node], ascending from 0 to 1.</param>
    /// <param name="halfPeriod">Half a period.</param>
    /// <param name="position">The point; outside the orbit the turning point is meant.</param>
    public static double Share(OrbitNodes nodes, in Orbit orbit, ReadOnlySpan<double> shares, double halfPeriod, double position)
    {
        if (position <= orbit.Left)
            return 0;
        if (position >= orbit.Right)
            return 1;
        int below = 0;
        int above = nodes.Count(orbit);
        while (above - below > 1)
        {
            int middle = (below + above) / 2;
            if (nodes.Position(orbit, middle) <= position)
                below = middle;
            else
                above = middle;
        }

        double duration = shares[below + 1] - shares[below];
        Cubic cubic = Cubic.Of(nodes, orbit, below, duration * halfPeriod);
        return shares[below] + (duration * cubic.Inverse(position));
    }

    private static int Interval(ReadOnlySpan<double> shares, double share)
    {
        int below = 0;
        int above = shares.Length - 1;
        while (above - below > 1)
        {
            int middle = (below + above) / 2;
            if (shares[middle] <= share)
                below = middle;
            else
                above = middle;
        }

        return below;
    }

    private readonly record struct Cubic(double From, double To, double FromRise, double ToRise)
    {
        public static Cubic Of(OrbitNodes nodes, in Orbit orbit, int interval, double duration) => new(
            nodes.Position(orbit, interval), nodes.Position(orbit, interval + 1),
            nodes.Speed(orbit, interval) * duration, nodes.Speed(orbit, interval + 1) * duration);

        public double At(double fraction)
        {
            double rest = 1 - fraction;
            double x = (rest * rest * (((1 + (2 * fraction)) * From) + (fraction * FromRise)))
                + (fraction * fraction * (((1 + (2 * rest)) * To) - (rest * ToRise)));
            return Math.Clamp(x, From, To);
        }

        public double Inverse(double position)
        {
            double below = 0;
            double above = 1;
            for (int i = 0; i < Halvings; i++)
            {
                double middle = 0.5 * (below + above);
                if (At(middle) <= position)
                    below = middle;
                else
                    above = middle;
            }

            return 0.5 * (below + above);
        }
    }
}
