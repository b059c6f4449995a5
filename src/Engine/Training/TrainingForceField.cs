using LatentSim.Engine.Configuration;
using LatentSim.Molecules.ForceFields;

namespace LatentSim.Engine.Training;

/// <summary>The force field of a loss's energy term.</summary>
internal static class TrainingForceField
{
    private const string Setting = "data.energy";

    /// <summary>Reads what a configuration names; null where no loss needs it.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The file is missing or damaged.</exception>
    public static ForceField? Load(ConfigurationFile configuration)
    {
        SystemConfiguration settings = configuration.Settings;
        return (settings.IsVoxel && settings.VoxelBackmapper.NeedsEnergy) || settings.NeedsFlowEnergy
            ? SystemXmlFile.Read(configuration.Resolve(Setting, [settings.Data.Energy])[0])
            : null;
    }
}
