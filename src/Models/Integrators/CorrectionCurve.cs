namespace LatentSim.Models.Integrators;

/// <summary>
/// The learned logarithm of how much longer an interval takes than constant acceleration through it would, as a function of the orbit:
/// c(lambda, mu) = sum_j a_j T_j(z) + mu sum_j b_j T_j(z) with Chebyshev's polynomials of z, which is lambda mapped from [lower, upper] to [-1, 1] and kept there.
/// </summary>
/// <param name="Lower">The least lambda that it was fitted to.</param>
/// <param name="Upper">The greatest.</param>
/// <param name="Coefficients">a.</param>
/// <param name="MassCoefficients">b: mu is proportional to 1/m, as is the error of Verlet's own time. No more of them than of a.</param>
public sealed record CorrectionCurve(double Lower, double Upper, IReadOnlyList<double> Coefficients, IReadOnlyList<double> MassCoefficients)
{
    /// <summary>The curve of an interval of which nothing was learned: 0.</summary>
    public static CorrectionCurve None { get; } = new(0, 0, [], []);

    /// <summary>lambda mapped to [-1, 1].</summary>
    internal static double Place(double lambda, double lower, double upper) =>
        upper > lower ? Math.Clamp(((2 * lambda) - lower - upper) / (upper - lower), -1, 1) : 0;

    /// <summary>Evaluates the curve.</summary>
    internal double At(double lambda, double mu)
    {
        double z = Place(lambda, Lower, Upper);
        double sum = 0;
        double before = z;
        double polynomial = 1;
        for (int j = 0; j < Coefficients.Count; j++)
        {
            double coefficient = Coefficients[j];
            if (j < MassCoefficients.Count)
                coefficient += mu * MassCoefficients[j];
            sum += coefficient * polynomial;
            (before, polynomial) = (polynomial, (2 * z * polynomial) - before);
        }

        return sum;
    }
}
