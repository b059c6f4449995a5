using LatentSim.Actors;
using LatentSim.Analysis;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>The running estimates of <see cref="RunningObservables"/>.</summary>
internal sealed class EnsembleStatistics(EnsembleDefinition definition, int walkers, double lagTime) : IRunStatistics
{
    /// <summary>The statistics for frames of a topology; none where there are no bonds to define them by.</summary>
    public static IRunStatistics For(Topology? topology, int walkers, double lagTime) => topology is null || (topology.AtomCount > 1 && topology.Bonds.Count == 0)
        ? new NoStatistics()
        : new EnsembleStatistics(EnsembleDefinition.Of(topology), walkers, lagTime);

    public IRunObservables Resume(byte[] state) => new Running(Load(state));

    public string? Report(byte[] state) => Load(state).Estimate().ToJson();

    private RunningObservables Load(byte[] state) => state.Length == 0
        ? new RunningObservables(definition, walkers, lagTime)
        : RunningObservables.FromBytes(definition, walkers, lagTime, state);

    private sealed class Running(RunningObservables observables) : IRunObservables
    {
        public void Add(ShardBlock block)
        {
            if (block.Frames is { } frames)
                observables.Add(frames);
        }

        public byte[] Save() => observables.ToBytes();
    }
}
