using System.Text.RegularExpressions;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>The names of device slots: cpu:N, a thread of the kernels; cuda:N, a GPU; torch:N, what a GPU computes, on a thread of the CPU.</summary>
public static partial class DeviceNames
{
    /// <summary>Reads a list such as "cpu:0,cpu:1" or "cuda:0".</summary>
    /// <exception cref="InvalidInputException">A name is not one of a device slot, or is given twice.</exception>
    public static IReadOnlyList<string> Parse(string list)
    {
        string[] names = list.Split(',', StringSplitOptions.TrimEntries);
        Validate("--devices", names);
        return names;
    }

    internal static void Validate(string source, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            throw new InvalidInputException(source, "devices", "no device is named; expected for example cpu:0");
        if (names.FirstOrDefault(name => !Pattern().IsMatch(name)) is { } unknown)
            throw new InvalidInputException(source, "devices", $"'{unknown}' is no device; expected cpu:0, cpu:1, ..., cuda:0, ... or torch:0, ...");
        if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidInputException(source, "devices", $"'{twice.Key}' is named twice; expected each device once");
    }

    [GeneratedRegex("^(cpu|cuda|torch):(0|[1-9][0-9]{0,3})$")]
    private static partial Regex Pattern();
}
