using System.Text.Json;
using LatentSim.Actors;
using LatentSim.Engine.Commands;
using LatentSim.Engine.Runs;

namespace LatentSim.Engine.Streaming;

/// <summary>How fast a run was, and how much memory it took: performance.json of the run directory, about the last time that the run was started or resumed.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Devices">The device slots.</param>
/// <param name="Walkers">The number of walkers.</param>
/// <param name="FramesPerWalker">The frames that each walker was asked for.</param>
/// <param name="FramesWritten">Frames written, over all walkers.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="FramesPerSecond">The rate.</param>
/// <param name="NanosecondsPerDay">Simulated time a day, over all walkers; null for a system that knows no physical time.</param>
/// <param name="PeakMemoryBytes">The most memory that the process held.</param>
/// <param name="Checkpoints">The number of checkpoints made.</param>
/// <param name="CheckpointSeconds">How long they took, waits for room on the disk left out.</param>
/// <param name="CheckpointShare">Their share of <paramref name="Seconds"/>.</param>
internal sealed record RunPerformance(
    RunOutcome Outcome, IReadOnlyList<string> Devices, int Walkers, long FramesPerWalker, long FramesWritten, double Seconds, double FramesPerSecond,
    double? NanosecondsPerDay, long PeakMemoryBytes, int Checkpoints, double CheckpointSeconds, double CheckpointShare)
{
    /// <summary>Keeps it with the run.</summary>
    public void Write(RunDirectory directory) => CommandOutput.WriteJson(FileOf(directory), this);

    /// <summary>What was kept; null where nothing was, or nothing that can be read.</summary>
    public static RunPerformance? Read(RunDirectory directory)
    {
        try
        {
            return File.Exists(FileOf(directory)) ? CommandOutput.ReadJson<RunPerformance>(FileOf(directory)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string FileOf(RunDirectory directory) => Path.Combine(directory.Root, "performance.json");
}
