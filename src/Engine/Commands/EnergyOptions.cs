using System.CommandLine;

namespace LatentSim.Engine.Commands;

/// <summary>The options of commands that stream frames of all atoms and can tell their potential energies.</summary>
internal static class EnergyOptions
{
    /// <summary>The force field.</summary>
    public static Option<string?> Energy() => new("--energy")
    {
        Description = "The molecule's force field, a System that OpenMM serialized: the potential energy of each frame of all atoms is kept beside the trajectory.",
        HelpName = "SYSTEM.XML",
    };

    /// <summary>The limit.</summary>
    public static Option<double?> MostEnergy() => new("--most-energy")
    {
        Description = "Draw a frame again, up to 32 times, whose potential energy is above this many kJ/mol; needs --energy.",
        HelpName = "U",
    };
}
