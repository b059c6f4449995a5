using LatentSim.Actors;

namespace LatentSim.Engine.Runs;

/// <summary>A kind of statistics: how it starts, and what its state says.</summary>
internal interface IRunStatistics
{
    /// <summary>Goes on from what <see cref="IRunObservables.Save"/> gave; from nothing when <paramref name="state"/> is empty.</summary>
    IRunObservables Resume(byte[] state);

    /// <summary>The text of observables.json; null for none.</summary>
    string? Report(byte[] state);
}
