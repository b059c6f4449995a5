using System.Diagnostics;

namespace LatentSim.Engine.Streaming;

/// <summary>
/// Collects a run's garbage every second. There is little of it, and the runtime would let it pile up to the size of the processor's cache, and a checkpoint's
/// large buffers beyond that, before it looked: memory would seem to grow with the run for minutes. What lives is a few large arrays, so that a look is cheap.
/// </summary>
internal sealed class GarbageClock
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Stopwatch sinceCollected = Stopwatch.StartNew();

    /// <summary>Collects when it is time to.</summary>
    public void Tidy()
    {
        if (sinceCollected.Elapsed < Interval)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        sinceCollected.Restart();
    }
}
