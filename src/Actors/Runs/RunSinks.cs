namespace LatentSim.Actors;

/// <summary>Where a run's blocks go.</summary>
/// <param name="Store">Keeps frames and checkpoints; waited for.</param>
/// <param name="Observables">Statistics; waited for.</param>
/// <param name="Live">Those who watch; never waited for.</param>
/// <param name="Progress">Told how far the run is, a few times a second; null for nobody.</param>
/// <param name="News">Told, a line each, what a user should know at once: that the disk is full, that a slot was given up. By any thread; null for nobody.</param>
public sealed record RunSinks(
    IRunStore Store, IRunObservables Observables, LiveHub Live, IProgress<RunProgress>? Progress = null, IProgress<string>? News = null)
{
    /// <summary>Holds the run.</summary>
    public RunControl Control { get; init; } = new();

    /// <summary>Told how the run is.</summary>
    public RunMonitor Monitor { get; init; } = new();

    /// <summary>Those who watch the statistics grow.</summary>
    public LiveObservables Growing { get; init; } = new();
}
