using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>What training gives: a learned integrator as data.</summary>
public interface IIntegratorWeights
{
    /// <summary>What is wrong with it as an integrator of a system, or null.</summary>
    string? Problem(ParticleSystem system);

    /// <summary>Makes its kernel.</summary>
    /// <param name="system">The system that it was trained on.</param>
    /// <param name="timestep">Delta_R.</param>
    IIntegrator CreateIntegrator(ParticleSystem system, double timestep);
}
