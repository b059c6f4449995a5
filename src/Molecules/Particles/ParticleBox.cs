namespace LatentSim.Molecules.Particles;

/// <summary>The geometry of the periodic cube.</summary>
public static class ParticleBox
{
    /// <summary>The image of a separation that is in [-edge/2, edge/2].</summary>
    /// <param name="separation">A coordinate of a separation.</param>
    /// <param name="edge">The cube's edge.</param>
    public static double MinimumImage(double separation, double edge) => separation - (edge * Math.Round(separation / edge));

    /// <summary>Moves particles by whole edges into the cube, whose coordinates are in [-edge/2, edge/2]; leaves them where the system has no cube.</summary>
    /// <param name="system">The system.</param>
    /// <param name="positions">[particle, dimension], of any number of particles.</param>
    public static void Wrap(ParticleSystem system, Span<double> positions)
    {
        if (system.Boundary != ParticleBoundary.Periodic)
            return;
        foreach (ref double position in positions)
            position = MinimumImage(position, system.Size);
    }
}
