namespace LatentSim.Molecules.Numerics;

/// <summary>Constants of nature in this program's units.</summary>
public static class PhysicalConstants
{
    /// <summary>The molar gas constant, Boltzmann's constant per mole, kJ/(mol K): exact since 2019.</summary>
    public const double MolarGas = 0.00831446261815324;
}
