using System.Buffers.Binary;
using LatentSim.Actors;
using LatentSim.Analysis;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>The statistics that a run keeps of its latents (<see cref="RunningLatents"/>) and, where it has them, of its frames (<see cref="RunningObservables"/>).</summary>
/// <remarks>As bytes: int32, the length of the latents' state, little-endian; that state; the frames' state.</remarks>
internal sealed class RunStatistics : IRunStatistics
{
    private const string StateName = "observables of the checkpoint";

    private readonly EnsembleDefinition? definition;
    private readonly int walkers;
    private readonly int dimension;
    private readonly double lagTime;

    /// <summary>The statistics of a run.</summary>
    /// <param name="topology">Topology of the frames, which are not measured where there are no bonds to define what is; null for a run of latents alone.</param>
    /// <param name="walkers">Walkers of the run.</param>
    /// <param name="dimension">The number of latent coordinates.</param>
    /// <param name="lagTime">The time of one step, ps.</param>
    public RunStatistics(Topology? topology, int walkers, int dimension, double lagTime)
    {
        this.walkers = walkers;
        this.dimension = dimension;
        this.lagTime = lagTime;
        definition = DefinitionOf(topology);
    }

    /// <summary>What is measured of frames; null where there are none, or no bonds to define what is.</summary>
    public static EnsembleDefinition? DefinitionOf(Topology? topology) =>
        topology is null || (topology.AtomCount > 1 && topology.Bonds.Count == 0) ? null : EnsembleDefinition.Of(topology);

    /// <inheritdoc/>
    public IRunObservables Resume(byte[] state) => Load(state);

    /// <inheritdoc/>
    public string Report(byte[] state) => Load(state).Report();

    private Running Load(byte[] state)
    {
        if (state.Length == 0)
            return new Running(new RunningLatents(walkers, dimension, lagTime), definition is null ? null : new RunningObservables(definition, walkers, lagTime));
        int length = state.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(state);
        if (length < 0 || length > state.Length - sizeof(int))
            throw new InvalidInputException(StateName, "", "expected the length of the latents' statistics");
        ReadOnlySpan<byte> rest = state.AsSpan(sizeof(int) + length);
        if (definition is null && !rest.IsEmpty)
            throw new InvalidInputException(StateName, "", "they are of another run");
        return new Running(
            RunningLatents.FromBytes(walkers, dimension, lagTime, state.AsSpan(sizeof(int), length)),
            definition is null ? null : RunningObservables.FromBytes(definition, walkers, lagTime, rest));
    }

    private sealed class Running(RunningLatents latents, RunningObservables? frames) : IRunObservables
    {
        public void Add(ShardBlock block)
        {
            latents.Add(block.Latents);
            if (block.Frames is { } positions)
                frames?.Add(positions);
        }

        public byte[] Save()
        {
            byte[] ofLatents = latents.ToBytes();
            byte[] ofFrames = frames?.ToBytes() ?? [];
            byte[] state = new byte[sizeof(int) + ofLatents.Length + ofFrames.Length];
            BinaryPrimitives.WriteInt32LittleEndian(state, ofLatents.Length);
            ofLatents.CopyTo(state, sizeof(int));
            ofFrames.CopyTo(state, sizeof(int) + ofLatents.Length);
            return state;
        }

        public string Report()
        {
            LatentEstimates ofLatents = latents.Estimate();
            RunningEstimates estimates = frames is null ? RunningEstimates.Of(ofLatents) : frames.Estimate() with { Latent = ofLatents };
            return estimates.ToJson();
        }
    }
}
