namespace LatentSim.Models.Integrators;

/// <summary>Equation 16 of Kadupitiya, Fox and Jadhao (2020), supporting information, in reduced units: 48 (r^-14 - r^-8 / 2) times the separation, shifted to 0 at the
/// cutoff where there is one. Closer than any energy of a simulation brings two particles it goes on as a straight line, so that a table of it has an end.</summary>
internal sealed class TruePairForce(double cutoff, bool isShifted)
{
    private const double Closest = 0.84;

    private readonly double forceAtCutoff = isShifted ? Plain(cutoff) : 0;

    /// <summary>Force over distance at a squared distance.</summary>
    public double OverDistance(double square)
    {
        double distance = Math.Sqrt(square);
        if (distance >= Closest)
            return (Plain(distance) - forceAtCutoff) / distance;
        double slope = -48 * ((13 * Math.Pow(Closest, -14)) - (3.5 * Math.Pow(Closest, -8)));
        return (Plain(Closest) - forceAtCutoff + (slope * (distance - Closest))) / distance;
    }

    private static double Plain(double distance)
    {
        double sixth = Math.Pow(distance, -6);
        return 48 * sixth * (sixth - 0.5) / distance;
    }
}
