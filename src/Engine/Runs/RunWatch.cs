using LatentSim.Actors;

namespace LatentSim.Engine.Runs;

/// <summary>Those who watch a run.</summary>
public sealed record RunWatch
{
    /// <summary>Where those who want to see frames subscribe.</summary>
    public LiveHub Live { get; init; } = new();

    /// <summary>Holds the run.</summary>
    public RunControl Control { get; init; } = new();

    /// <summary>Told how the run is.</summary>
    public RunMonitor Monitor { get; init; } = new();

    /// <summary>Those who watch the statistics grow.</summary>
    public LiveObservables Growing { get; init; } = new();

    /// <summary>Told how far the run is, a few times a second.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Told at once, a line each, what a user should know: that the disk is full, that a slot was given up. By any thread.</summary>
    public IProgress<string>? News { get; init; }
}
