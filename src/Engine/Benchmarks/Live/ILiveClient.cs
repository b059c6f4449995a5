namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>A client of a run's servers.</summary>
internal interface ILiveClient
{
    /// <summary>Watches until it is told to stop, or the server ends it.</summary>
    Task Watch(CancellationToken stop);
}
