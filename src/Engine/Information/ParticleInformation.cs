using System.Globalization;
using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Information;

/// <summary>What a model of particles holds.</summary>
/// <param name="Integrator">The kind of its integrator.</param>
/// <param name="Window">The frames that Verlet makes before the integrator takes over.</param>
/// <param name="System">The particles, with the ranges that training swept.</param>
/// <param name="Test">The start that is no part of the training.</param>
internal sealed record ParticleInformation(string Integrator, int Window, ParticleSystem System, ParticleState Test)
{
    /// <summary>Of a model.</summary>
    public static ParticleInformation Of(IntegratorModel model, double timestep) => new(
        IntegratorKinds.Of(model.Weights), model.Weights.CreateIntegrator(model.System, timestep).Window, model.System, model.Test);

    /// <summary>The system in a line.</summary>
    public string Describe()
    {
        string count = System.Particles == 1 ? "1 particle" : $"{System.Particles} particles";
        string where = System.Boundary switch
        {
            ParticleBoundary.Periodic => $" in a periodic cube of edge {Number(System.Size)}",
            ParticleBoundary.Sphere => $" in a sphere of radius {Number(System.Size)}",
            _ => "",
        };
        return $"{count}, {ParticleNames.Of(System.Potential)}{where}; Verlet timestep {Number(System.VerletTimestep)}";
    }

    /// <summary>The ranges of the sweep in a line.</summary>
    public string DescribeSweep()
    {
        string stiffness = System.Potential == ParticlePotential.Harmonic ? $", stiffness {Text(System.Stiffness)}" : "";
        return $"mass {Text(System.Mass)}{stiffness}, start {Text(System.Start)}";
    }

    private static string Text(SweepRange range) => range.Minimum == range.Maximum ? Number(range.Minimum) : $"{Number(range.Minimum)} to {Number(range.Maximum)}";

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
