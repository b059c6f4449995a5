using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.Dynamics;

/// <summary>The fastest vibration of a molecule about a configuration, which tells how long a timestep may be.</summary>
public static class FastestVibration
{
    private const double Displacement = 1e-6;
    private const int Iterations = 200;

    /// <summary>Its period in ps: 2 pi over the square root of the greatest eigenvalue of the mass-weighted second derivatives, by the power method on
    /// differences of forces. Infinite where nothing pulls back.</summary>
    /// <param name="potential">The potential.</param>
    /// <param name="masses">[coordinate], amu.</param>
    /// <param name="positions">[coordinate], nm.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static double Period(IPotential potential, ReadOnlySpan<double> masses, ReadOnlySpan<double> positions)
    {
        if (masses.Length != potential.CoordinateCount || positions.Length != potential.CoordinateCount)
            throw new ArgumentException($"The potential has {potential.CoordinateCount} coordinates, but there are {masses.Length} masses and {positions.Length} positions.");
        double[] roots = Array.ConvertAll(masses.ToArray(), Math.Sqrt);
        double[] mode = [.. Enumerable.Range(0, roots.Length).Select(i => 1 + (i * i % 7 / 7.0))];
        double square = 0;
        for (int i = 0; i < Iterations; i++)
        {
            double length = Math.Sqrt(mode.Sum(x => x * x));
            if (length == 0)
                break;
            double[] unit = Array.ConvertAll(mode, x => x / length);
            mode = Times(potential, roots, positions, unit);
            square = Math.Sqrt(mode.Sum(x => x * x));
        }

        return square > 0 ? 2 * Math.PI / Math.Sqrt(square) : double.PositiveInfinity;
    }

    // The mass-weighted second derivatives times a direction.
    private static double[] Times(IPotential potential, double[] roots, ReadOnlySpan<double> positions, double[] direction)
    {
        double[] above = new double[roots.Length];
        double[] below = new double[roots.Length];
        double[] moved = new double[roots.Length];
        for (int i = 0; i < moved.Length; i++)
            moved[i] = positions[i] + (Displacement * direction[i] / roots[i]);
        potential.AddForces(moved, above);
        for (int i = 0; i < moved.Length; i++)
            moved[i] = positions[i] - (Displacement * direction[i] / roots[i]);
        potential.AddForces(moved, below);
        for (int i = 0; i < moved.Length; i++)
            moved[i] = (below[i] - above[i]) / (2 * Displacement * roots[i]);
        return moved;
    }
}
