using LatentSim.Actors;

namespace LatentSim.Engine.Runs;

/// <summary>Counts nothing and reports nothing.</summary>
internal sealed class NoStatistics : IRunStatistics
{
    public IRunObservables Resume(byte[] state) => new NoObservables();

    public string? Report(byte[] state) => null;
}
