using LatentSim.Molecules;

namespace LatentSim.Engine.Configuration;

/// <summary>The trajectories of a system. Paths are relative to <see cref="Folder"/>; a last part may hold * and ?.</summary>
public sealed class DataSettings
{
    /// <summary>The folder that the paths below are relative to, itself relative to the configuration file's; empty takes the latter.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The molecule, a PDB file; none for .npy files of plain numbers.</summary>
    public string Topology { get; set; } = "";

    /// <summary>The trajectories to learn from.</summary>
    public List<string> Training { get; set; } = [];

    /// <summary>What runs are compared with: trajectories, or one file of measured statistics (.json).</summary>
    public List<string> HeldOut { get; set; } = [];

    /// <summary>The molecule's force field, a System that OpenMM serialized, which <c>evaluate</c> takes potential energies from; none compares no energies.</summary>
    public string Energy { get; set; } = "";

    /// <summary>Time between frames in the time unit; 0 takes the times in the files.</summary>
    public double FrameInterval { get; set; }

    /// <summary>The temperature of the MD in K, for the record.</summary>
    public double? Temperature { get; set; }

    /// <summary>Whether the frames are plain numbers, not atoms.</summary>
    internal bool IsNumbers => Training.Any(NpyFile.IsNpy);

    internal void Validate(SettingCheck check, string timeUnit)
    {
        check.That(FrameInterval >= 0, "data.frame-interval", $"a time in {timeUnit}, or 0 to take the files' own", FrameInterval);
        check.That(Temperature is null or > 0, "data.temperature", "a positive temperature in K", Temperature);
    }
}
