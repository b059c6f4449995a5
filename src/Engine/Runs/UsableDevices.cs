using LatentSim.Models.Devices;

namespace LatentSim.Engine.Runs;

/// <summary>The device slots of a run on this machine: those that were asked for, and for each that is not to be had a slot of the CPU's kernels.</summary>
/// <param name="Names">The slots.</param>
/// <param name="Remarks">What became of those that are not to be had, a line each.</param>
internal sealed record UsableDevices(IReadOnlyList<string> Names, IReadOnlyList<string> Remarks)
{
    /// <summary>Looks for the slots that were asked for; asks libtorch only where one of them needs it.</summary>
    public static UsableDevices Of(IReadOnlyList<string> asked)
    {
        List<string> names = [];
        List<string> remarks = [];
        HashSet<string> taken = [.. asked];
        foreach (string name in asked)
        {
            if (DeviceSlots.Problem(name) is not { } problem)
            {
                names.Add(name);
                continue;
            }

            string other = Enumerable.Range(0, asked.Count + taken.Count).Select(index => $"cpu:{index}").First(taken.Add);
            names.Add(other);
            remarks.Add($"{name}: {problem}; going on with {other}");
        }

        return new UsableDevices(names, remarks);
    }
}
