namespace LatentSim.Models.Integrators;

/// <summary>
/// The coordinate lambda of an orbit, in which the times through a well are smooth and the orbits of a sweep are spread. Times diverge as the logarithm of the distance to the
/// energy of a barrier, which an eighth root follows over all the distances that a sweep has, and not at a shoulder's; the turning points near a minimum go as the
/// square root of the energy above it. So, with l(d) = d^(1/8) of a distance to a barrier:
/// trapped: lambda = -l(1 - sqrt(e)), e = (E - minimum) / (lower top - minimum); over one end and below the other: lambda = l(e) - l(1 - e), e = (E - lower) / (higher - lower);
/// over both, or over one without another: lambda = l(e), e = (E - higher) / (higher - minimum). Of a distance to a shoulder l(d) = d, or ln(1 + d) where nothing bounds d.
/// </summary>
internal static class PassageCoordinate
{
    /// <summary>lambda of a passage at an energy.</summary>
    public static double Of(PotentialWells wells, in Passage passage, double energy)
    {
        int well = passage.Well;
        double left = wells.LeftTop(well);
        double right = wells.RightTop(well);
        double minimum = wells.Bottom(well);
        return passage.Kind switch
        {
            PassageKind.Trapped => Trapped(energy, minimum, Math.Min(left, right)),
            PassageKind.LeftEnd => OneEnd(energy, minimum, right, wells.IsSlowOnRight(well), left, wells.IsSlowOnLeft(well)),
            PassageKind.RightEnd => OneEnd(energy, minimum, left, wells.IsSlowOnLeft(well), right, wells.IsSlowOnRight(well)),
            _ => left > right ? Over(energy, minimum, left, wells.IsSlowOnLeft(well)) : Over(energy, minimum, right, wells.IsSlowOnRight(well)),
        };
    }

    private static double Trapped(double energy, double bottom, double top)
    {
        double depth = Math.Max(0, energy - bottom);
        return double.IsFinite(top) ? -EighthRoot(1 - Math.Sqrt(Math.Min(1, depth / (top - bottom)))) : Math.Log(depth + double.Epsilon);
    }

    private static double OneEnd(double energy, double minimum, double lower, bool isLowerSlow, double higher, bool isHigherSlow)
    {
        if (!double.IsFinite(higher))
            return Over(energy, minimum, lower, isLowerSlow);
        double place = Math.Clamp((energy - lower) / (higher - lower), 0, 1);
        return Side(place, isLowerSlow) - Side(1 - place, isHigherSlow);
    }

    private static double Over(double energy, double minimum, double top, bool isSlow)
    {
        double height = Math.Max(0, energy - top);
        if (top > minimum)
            height /= top - minimum;
        return isSlow ? EighthRoot(height) : Math.Log(1 + height);
    }

    private static double Side(double distance, bool isSlow) => isSlow ? EighthRoot(distance) : distance;

    private static double EighthRoot(double value) => Math.Sqrt(Math.Sqrt(Math.Sqrt(value)));
}
