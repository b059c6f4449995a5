using LatentSim.Actors;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>The statistics that a run keeps beside its frames.</summary>
internal interface IRunStatistics
{
    /// <summary>Goes on from what <see cref="IRunObservables.Save"/> gave; from nothing when <paramref name="state"/> is empty.</summary>
    /// <exception cref="InvalidInputException">The state is damaged, or of another run.</exception>
    IRunObservables Resume(byte[] state);

    /// <summary>The text of observables.json.</summary>
    /// <exception cref="InvalidInputException">The state is damaged, or of another run.</exception>
    string Report(byte[] state);
}
