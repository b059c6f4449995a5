using LatentSim.Engine.Runs;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>The device slots of --devices.</summary>
internal static class DeviceChoice
{
    /// <summary>One slot for each core.</summary>
    public static IReadOnlyList<string> Default => [.. Enumerable.Range(0, Environment.ProcessorCount).Select(core => $"cpu:{core}")];

    /// <summary>Reads a list; null for null.</summary>
    /// <exception cref="InvalidInputException">A slot is named that this version does not have.</exception>
    public static IReadOnlyList<string>? Parse(string? list)
    {
        if (list is null)
            return null;
        string? cuda = list.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(name => name.StartsWith("cuda", StringComparison.OrdinalIgnoreCase));
        return cuda is null
            ? DeviceNames.Parse(list)
            : throw new InvalidInputException("--devices", cuda, "this version generates on CPUs only; expected slots such as cpu:0,cpu:1");
    }
}
