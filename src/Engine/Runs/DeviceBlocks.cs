using LatentSim.Models.Devices;

namespace LatentSim.Engine.Runs;

/// <summary>How large shards and blocks are for the slots of a run: a GPU wants thousands of rows at a time, a CPU what fits into its cache.</summary>
internal static class DeviceBlocks
{
    private const int MostWalkersOfGpu = 1 << 14;
    private const int FramesOfGpu = 1 << 16;
    private const int FramesOfCpu = 512;

    /// <summary>How many walkers a shard has unless told.</summary>
    public static int WalkersPerShard(int walkers, IReadOnlyList<string> devices)
    {
        int cpu = RunSettings.DefaultWalkersPerShard(walkers, devices.Count);
        return devices.Any(DeviceSlots.IsCuda) ? (int)Math.Clamp((walkers + (2L * devices.Count) - 1) / (2L * devices.Count), 1, MostWalkersOfGpu) : cpu;
    }

    /// <summary>About how many frames a block has.</summary>
    public static int FramesPerBlock(IReadOnlyList<string> devices) => devices.Any(DeviceSlots.IsCuda) ? FramesOfGpu : FramesOfCpu;
}
