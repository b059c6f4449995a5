using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Wells;

/// <summary>Energies and forces of one particle in one dimension.</summary>
internal static class WellEnergy
{
    /// <summary>U of equations 7, 9, 11 and 13.</summary>
    internal static double Energy(ParticleSystem system, double stiffness, double x)
    {
        switch (system.Potential)
        {
            case ParticlePotential.Harmonic:
                return 0.5 * stiffness * x * x;
            case ParticlePotential.LennardJonesWell:
                double ratio = system.Sigma / x;
                double third = ratio * ratio * ratio;
                return 4 * system.Epsilon * third * third * ((third * third) - 1);
            case ParticlePotential.DoubleWell:
                return ((0.25 * x * x) - 0.5) * x * x;
            default:
                double smooth = (((((((x - 1) * x) - 16) * x) + 4) * x) + 48) / 50;

                // The sine is the cosine of a quarter turn less.
                double halfTurns = Math.FusedMultiplyAdd(x, RuggedWell<double, ScalarArithmetic>.HalfTurnsPerLength, (5 * RuggedWell<double, ScalarArithmetic>.HalfTurnsPerLength) - 0.5);
                return HalfTurns.AddCosine<double, ScalarArithmetic>(halfTurns, 0.2, smooth);
        }
    }

    /// <summary>F of equations 8, 10, 12 and 14.</summary>
    internal static double Force(ParticleSystem system, double stiffness, double x) => system.Potential switch
    {
        ParticlePotential.Harmonic => Force<HarmonicWell<double, ScalarArithmetic>>(system, stiffness, x),
        ParticlePotential.LennardJonesWell => Force<LennardJonesWell<double, ScalarArithmetic>>(system, stiffness, x),
        ParticlePotential.DoubleWell => Force<DoubleWell<double, ScalarArithmetic>>(system, stiffness, x),
        _ => Force<RuggedWell<double, ScalarArithmetic>>(system, stiffness, x),
    };

    private static double Force<TWell>(ParticleSystem system, double stiffness, double x)
        where TWell : struct, IWell<TWell, double> => TWell.Create(system, stiffness, 1).Kick(x, 0);
}
