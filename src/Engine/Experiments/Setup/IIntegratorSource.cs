using LatentSim.Models.Integrators;

namespace LatentSim.Engine.Experiments;

/// <summary>Where experiments get their learned integrators from.</summary>
internal interface IIntegratorSource
{
    /// <summary>An integrator, trained if need be.</summary>
    /// <param name="kind">Its kind, as configurations call it.</param>
    /// <param name="timestep">Delta_R.</param>
    IIntegrator Get(string kind, double timestep);

    /// <summary>One whose steps cost what a trained one's do, which is all that can be said of it: trained if there is one, else after the least of trainings.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="timestep">Delta_R.</param>
    /// <param name="isTrained">Whether it is trained.</param>
    IIntegrator GetForTiming(string kind, double timestep, out bool isTrained);
}
