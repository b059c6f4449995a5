using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>Velocity Verlet as an integrator of Delta_R: as many of the system's own small timesteps as make one. It has learned nothing, and is what the others are measured by.</summary>
public sealed record VerletWeights : IIntegratorWeights
{
    /// <inheritdoc/>
    public string? Problem(ParticleSystem system) => null;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The timestep is no whole multiple of the system's.</exception>
    public IIntegrator CreateIntegrator(ParticleSystem system, double timestep) => new VerletIntegrator(system, timestep);
}
