using LatentSim.Models.Integrators;

namespace LatentSim.Models.Training;

/// <summary>How an action-angle integrator is built and fitted.</summary>
public sealed record ActionAngleOptions
{
    /// <summary>Intervals of the time along an orbit through a well in which it turns.</summary>
    public int Intervals { get; init; } = 64;

    /// <summary>Intervals through a well that an orbit crosses.</summary>
    public int CrossingIntervals { get; init; } = 4;

    /// <summary>The most Chebyshev polynomials of a curve; how many it gets is chosen by leaving one trajectory out.</summary>
    public int MostPolynomials { get; init; } = 40;

    /// <summary>The most Chebyshev polynomials of the part that is proportional to 1/m.</summary>
    public int MostMassPolynomials { get; init; } = 4;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    internal void Check()
    {
        RequireBetween("action-angle intervals", Intervals, 2, ActionAngleWeights.MostIntervals);
        RequireBetween("action-angle crossing intervals", CrossingIntervals, 1, ActionAngleWeights.MostIntervals);
        RequireBetween("action-angle polynomials", MostPolynomials, 0, ActionAngleWeights.MostCoefficients);
        RequireBetween("action-angle mass polynomials", MostMassPolynomials, 0, MostPolynomials);
    }

    private static void RequireBetween(string option, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new ArgumentException($"{option} is {value}, expected {least} to {most}.");
    }
}
