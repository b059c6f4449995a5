using LatentSim.Models.Integrators;

namespace LatentSim.Engine.Runs;

/// <summary>A new run, as a user asks for it.</summary>
public sealed record RunRequest
{
    /// <summary>The model file.</summary>
    public required string ModelFile { get; init; }

    /// <summary>The run directory, which must be new or empty.</summary>
    public required string Directory { get; init; }

    /// <summary>The number of walkers; of each coarse trajectory, where there are some.</summary>
    public required int Walkers { get; init; }

    /// <summary>The number of frames of each walker; the most of each, where a coarse trajectory may end before.</summary>
    public required long Frames { get; init; }

    /// <summary>The key of every random number.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Coarse trajectories to turn into atoms; null where the model makes its own.</summary>
    public CoarseRequest? Coarse { get; init; }

    /// <summary>Told what is being read, where that may take long.</summary>
    public Action<string>? Status { get; init; }

    /// <summary>The device slots.</summary>
    public IReadOnlyList<string> Devices { get; init; } = ["cpu:0"];

    /// <summary>The stages after each other; null for all that the model has.</summary>
    public IReadOnlyList<string>? Stages { get; init; }

    /// <summary>How many of the stages that the model has, where <see cref="Stages"/> does not name them; null for all.</summary>
    public int? StageCount { get; init; }

    /// <summary>Where the walkers of a model of particles start.</summary>
    public WalkerStart Start { get; init; }

    /// <summary>The number of walkers of a shard; null for a choice by <see cref="RunSettings.DefaultWalkersPerShard"/>.</summary>
    public int? WalkersPerShard { get; init; }

    /// <summary>The force field that tells the potential energy of each frame of atoms, an OpenMM System; null for none.</summary>
    public string? EnergyFile { get; init; }

    /// <summary>The energy above which a frame is drawn again, kJ/mol; needs <see cref="EnergyFile"/>. Null to take every draw.</summary>
    public double? MostEnergy { get; init; }

    /// <summary>How often checkpoints are made, and how large blocks are; what is null is chosen.</summary>
    public RunPace Pace { get; init; } = new();
}

/// <summary>What may be different when a run goes on. None of it changes a trajectory; what is null stays as it was.</summary>
public sealed record ResumeOptions
{
    /// <summary>The device slots.</summary>
    public IReadOnlyList<string>? Devices { get; init; }

    /// <summary>Where the coarse trajectories are now, in their order.</summary>
    public IReadOnlyList<string>? CoarseFiles { get; init; }

    /// <summary>Told what is being read, where that may take long.</summary>
    public Action<string>? Status { get; init; }

    /// <summary>The number of frames of each walker: at least as many as there are.</summary>
    public long? Frames { get; init; }

    /// <summary>How often checkpoints are made, and how large blocks are.</summary>
    public RunPace Pace { get; init; } = new();
}
