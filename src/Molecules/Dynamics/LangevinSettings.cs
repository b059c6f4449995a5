using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Dynamics;

/// <summary>What Langevin dynamics need beside a potential and masses.</summary>
/// <param name="TimeStep">The timestep, ps.</param>
/// <param name="Friction">The friction gamma, 1/ps; zero gives Newton's dynamics.</param>
/// <param name="ThermalEnergy">kT, kJ/mol.</param>
/// <param name="Seed">The seed of all random numbers.</param>
public sealed record LangevinSettings(double TimeStep, double Friction, double ThermalEnergy, ulong Seed)
{
    /// <summary>kT at a temperature in K, kJ/mol.</summary>
    public static double ThermalEnergyAt(double temperature) => PhysicalConstants.MolarGas * temperature;
}
