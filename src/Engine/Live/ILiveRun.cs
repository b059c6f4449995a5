using LatentSim.Actors;

namespace LatentSim.Engine.Live;

/// <summary>What servers show: a run in this process, or the directory of one. Safe for any number of threads; nothing in it waits for the run.</summary>
public interface ILiveRun
{
    /// <summary>What does not change.</summary>
    LiveScene Scene { get; }

    /// <summary>Frames as they come and, where <see cref="LiveScene.IsComputedHere"/> is false, past ones.</summary>
    ILiveSource Frames { get; }

    /// <summary>The newest lines of the log.</summary>
    LiveLog Log { get; }

    /// <summary>Holds the run; null where it is not in this process.</summary>
    RunControl? Control { get; }

    /// <summary>How the run is now.</summary>
    LiveState State();

    /// <summary>The text of observables.json as of a moment ago; null while there is nothing. The same instance until there is something new. Asking for it keeps it growing.</summary>
    string? Observables();

    /// <summary>The same estimates from MD, to compare with; null where there are none, or not yet.</summary>
    string? Target();

    /// <summary>Asks the run to stop at a checkpoint, as an interruption does; does nothing where it is not in this process.</summary>
    /// <param name="who">Who asks, for the log.</param>
    void Stop(string who);
}
