namespace LatentSim.Molecules.Particles;

/// <summary>Equations 15 and 16 of every pair of particles, in the periodic cube truncated at half its edge with a shifted force:
/// U(r) - U(c) + F(c) (r - c), F(r) - F(c).</summary>
internal sealed class PairPotential
{
    private readonly ParticleSystem system;
    private readonly double cutoff;
    private readonly double energyAtCutoff;
    private readonly double forceAtCutoff;

    internal PairPotential(ParticleSystem system)
    {
        this.system = system;
        cutoff = system.Boundary == ParticleBoundary.Periodic ? system.Size / 2 : double.PositiveInfinity;
        if (double.IsPositiveInfinity(cutoff))
            return;
        (energyAtCutoff, double forceOverDistance) = Plain(cutoff * cutoff);
        forceAtCutoff = forceOverDistance * cutoff;
    }

    /// <summary>The energy of all pairs.</summary>
    internal double Energy(ReadOnlySpan<double> positions)
    {
        double energy = 0;
        for (int i = 3; i < positions.Length; i += 3)
            for (int j = 0; j < i; j += 3)
                energy += Pair(Separation(positions, i, j)).Energy;
        return energy;
    }

    /// <summary>Overwrites the forces, returns the energy of all pairs.</summary>
    internal double Forces(ReadOnlySpan<double> positions, Span<double> forces)
    {
        forces.Clear();
        double energy = 0;
        for (int i = 3; i < positions.Length; i += 3)
            for (int j = 0; j < i; j += 3)
            {
                (double x, double y, double z) = Separation(positions, i, j);
                (double pairEnergy, double scale) = Pair((x, y, z));
                energy += pairEnergy;
                forces[i] += scale * x;
                forces[i + 1] += scale * y;
                forces[i + 2] += scale * z;
                forces[j] -= scale * x;
                forces[j + 1] -= scale * y;
                forces[j + 2] -= scale * z;
            }

        return energy;
    }

    private (double X, double Y, double Z) Separation(ReadOnlySpan<double> positions, int i, int j)
    {
        double x = positions[i] - positions[j];
        double y = positions[i + 1] - positions[j + 1];
        double z = positions[i + 2] - positions[j + 2];
        if (system.Boundary != ParticleBoundary.Periodic)
            return (x, y, z);
        return (ParticleBox.MinimumImage(x, system.Size), ParticleBox.MinimumImage(y, system.Size), ParticleBox.MinimumImage(z, system.Size));
    }

    private (double Energy, double ForceOverDistance) Pair((double X, double Y, double Z) separation)
    {
        (double x, double y, double z) = separation;
        double square = (x * x) + (y * y) + (z * z);
        if (double.IsPositiveInfinity(cutoff))
            return Plain(square);
        if (square >= cutoff * cutoff)
            return (0, 0);
        (double energy, double force) = Plain(square);
        double distance = Math.Sqrt(square);
        return (energy - energyAtCutoff + (forceAtCutoff * (distance - cutoff)), force - (forceAtCutoff / distance));
    }

    private (double Energy, double ForceOverDistance) Plain(double square)
    {
        double ratio = system.Sigma * system.Sigma / square;
        double sixth = ratio * ratio * ratio;
        return (4 * system.Epsilon * sixth * (sixth - 1), 48 * system.Epsilon / square * sixth * (sixth - 0.5));
    }
}
