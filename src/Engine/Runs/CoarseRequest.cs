using LatentSim.Engine.Backmapping;

namespace LatentSim.Engine.Runs;

/// <summary>Coarse trajectories to be turned into atoms, as a user names them.</summary>
public sealed record CoarseRequest
{
    /// <summary>The trajectories.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The PDB file that names their particles; null where a trajectory is a PDB file itself, or holds the model's sites or atoms in their order.</summary>
    public string? Topology { get; init; }

    /// <summary>What particles are called in the model.</summary>
    public BeadNames Names { get; init; } = new([]);

    /// <summary>Every so many frames one is taken.</summary>
    public int Stride { get; init; } = 1;
}
