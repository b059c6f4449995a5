using LatentSim.Engine.Runs;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>The device slots of --devices.</summary>
internal static class DeviceChoice
{
    /// <summary>One slot for each core.</summary>
    public static IReadOnlyList<string> Default => [.. Enumerable.Range(0, Environment.ProcessorCount).Select(core => $"cpu:{core}")];

    /// <summary>Reads a list; null for null.</summary>
    /// <exception cref="InvalidInputException">A name is not one of a slot, or is given twice.</exception>
    public static IReadOnlyList<string>? Parse(string? list) => list is null ? null : DeviceNames.Parse(list);
}
