namespace LatentSim.Molecules.Particles;

/// <summary>Particles at an instant, with the parameters that the sweeps vary. All particles have the same mass.</summary>
/// <param name="Mass">The mass of a particle.</param>
/// <param name="Stiffness">The spring constant k; 1 where the potential has none.</param>
/// <param name="Positions">[particle, dimension]; in a periodic box not wrapped.</param>
/// <param name="Velocities">[particle, dimension].</param>
public sealed record ParticleState(double Mass, double Stiffness, double[] Positions, double[] Velocities)
{
    /// <summary>Copies the positions followed by the velocities.</summary>
    /// <param name="frame">[2, particle, dimension].</param>
    /// <exception cref="ArgumentException">The frame is too short.</exception>
    public void CopyFrame(Span<double> frame)
    {
        Positions.CopyTo(frame);
        Velocities.CopyTo(frame[Positions.Length..]);
    }
}
