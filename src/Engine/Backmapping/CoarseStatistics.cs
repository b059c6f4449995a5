using LatentSim.Actors;
using LatentSim.Analysis;
using LatentSim.Engine.Runs;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>The statistics of the atoms around coarse frames (<see cref="RunningObservables"/>), up to each walker's end.</summary>
/// <param name="topology">The atoms.</param>
/// <param name="walkers">Walkers of the run.</param>
/// <param name="spacing">The time of one step, ps.</param>
/// <param name="framesOf">The frames of each walker.</param>
internal sealed class CoarseStatistics(Topology topology, int walkers, double spacing, Func<int, long> framesOf) : IRunStatistics
{
    private readonly EnsembleDefinition definition = EnsembleDefinition.Of(topology);

    /// <inheritdoc/>
    public IRunObservables Resume(byte[] state) => new Running(Load(state), framesOf);

    /// <inheritdoc/>
    public string Report(byte[] state) => Load(state).Estimate().ToJson();

    private RunningObservables Load(byte[] state) =>
        state.Length == 0 ? new RunningObservables(definition, walkers, spacing) : RunningObservables.FromBytes(definition, walkers, spacing, state);

    private sealed class Running(RunningObservables frames, Func<int, long> framesOf) : IRunObservables
    {
        public void Add(ShardBlock block)
        {
            FrameBlock positions = block.Frames!;
            int size = 3 * positions.Sites;
            for (int step = 0; step < positions.Steps; step++)
            {
                for (int walker = 0; walker < positions.Walkers; walker++)
                {
                    if (positions.FirstStep + step < framesOf(positions.FirstWalker + walker))
                        frames.Add(positions.FirstWalker + walker, positions.FirstStep + step, positions.Step(step).Slice(walker * size, size));
                }
            }
        }

        public byte[] Save() => frames.ToBytes();
    }
}
