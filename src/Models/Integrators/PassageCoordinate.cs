namespace LatentSim.Models.Integrators;

/// <summary>
/// The coordinate lambda of an orbit, in which the times through a well are smooth. A period diverges as the logarithm of the distance to the energy of a barrier,
/// and the turning points near a minimum go as the square root of the energy above it: with E between a bottom and a top,
/// trapped: w = sqrt((E - bottom) / (top - bottom)), lambda = -ln(1 - w); over a barrier: lambda = ln(e) - ln(1 - e), e = (E - bottom) / (top - bottom).
/// Without a top, lambda = ln(E - bottom).
/// </summary>
internal static class PassageCoordinate
{
    // Closer than this to a barrier, as a share of the range, orbits are so rare in a sweep that the curve is not to bend for them.
    private const double Closest = 1e-5;

    /// <summary>lambda of a passage at an energy.</summary>
    public static double Of(PotentialWells wells, int well, PassageKind kind, double energy)
    {
        double left = wells.LeftTop(well);
        double right = wells.RightTop(well);
        double minimum = wells.Bottom(well);
        return kind switch
        {
            PassageKind.Trapped => Trapped(energy, minimum, Math.Min(left, right)),
            PassageKind.LeftEnd => Over(energy, right, left, minimum),
            PassageKind.RightEnd => Over(energy, left, right, minimum),
            _ => Over(energy, Math.Max(left, right), double.PositiveInfinity, minimum),
        };
    }

    private static double Trapped(double energy, double bottom, double top)
    {
        double depth = Math.Max(0, energy - bottom);
        return double.IsFinite(top) ? -Math.Log(1 - Math.Sqrt(Math.Min(1, depth / (top - bottom))) + Closest) : Math.Log(depth + double.Epsilon);
    }

    private static double Over(double energy, double bottom, double top, double minimum)
    {
        if (!double.IsFinite(top))
            return Math.Log((Math.Max(0, energy - bottom) / (bottom - minimum)) + Closest);
        double place = Math.Clamp((energy - bottom) / (top - bottom), 0, 1);
        return Math.Log(place + Closest) - Math.Log(1 - place + Closest);
    }
}
