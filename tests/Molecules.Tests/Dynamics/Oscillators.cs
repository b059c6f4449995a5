using LatentSim.Molecules.Potentials;

namespace Molecules.Tests.Dynamics;

/// <summary>Independent harmonic oscillators, k x^2 / 2.</summary>
internal sealed class Oscillators(int count, double strength) : IPotential
{
    public int CoordinateCount => count;

    public double AddForces(ReadOnlySpan<double> positions, Span<double> forces)
    {
        double energy = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            energy += 0.5 * strength * positions[i] * positions[i];
            forces[i] -= strength * positions[i];
        }

        return energy;
    }
}
