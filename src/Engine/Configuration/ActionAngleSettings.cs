using LatentSim.Models.Integrators;
using LatentSim.Models.Training;

namespace LatentSim.Engine.Configuration;

/// <summary>The integrator of one particle on a line in learned action-angle variables.</summary>
public sealed class ActionAngleSettings
{
    /// <summary>Intervals of the time along an orbit through a well in which it turns.</summary>
    public int Intervals { get; set; } = 64;

    /// <summary>Intervals through a well that an orbit crosses.</summary>
    public int CrossingIntervals { get; set; } = 4;

    /// <summary>The most Chebyshev polynomials of a learned curve.</summary>
    public int Polynomials { get; set; } = 40;

    /// <summary>The most Chebyshev polynomials of the part that is proportional to 1/m.</summary>
    public int MassPolynomials { get; set; } = 4;

    /// <summary>As the options of training.</summary>
    internal ActionAngleOptions Options => new()
    {
        Intervals = Intervals,
        CrossingIntervals = CrossingIntervals,
        MostPolynomials = Polynomials,
        MostMassPolynomials = MassPolynomials,
    };

    internal void Validate(SettingCheck check)
    {
        check.That(Intervals is >= 2 and <= ActionAngleWeights.MostIntervals, "action-angle.intervals", $"2 to {ActionAngleWeights.MostIntervals}", Intervals);
        check.That(CrossingIntervals is >= 1 and <= ActionAngleWeights.MostIntervals, "action-angle.crossing-intervals", $"1 to {ActionAngleWeights.MostIntervals}", CrossingIntervals);
        check.That(Polynomials is >= 0 and <= ActionAngleWeights.MostCoefficients, "action-angle.polynomials", $"0 to {ActionAngleWeights.MostCoefficients}", Polynomials);
        check.That(MassPolynomials >= 0 && MassPolynomials <= Polynomials, "action-angle.mass-polynomials", "0 to action-angle.polynomials", MassPolynomials);
    }
}
