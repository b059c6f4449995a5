using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LatentSim.Models.Integrators;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>Everything that a run was asked for, resolved: the content of run.yaml.</summary>
public sealed record RunSettings
{
    private const int FramesPerBlockOfLatents = 8192;

    /// <summary>The key of every random number.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The number of walkers.</summary>
    public required int Walkers { get; init; }

    /// <summary>The number of frames of each walker; of the longest, where each ends with its coarse trajectory.</summary>
    public required long Frames { get; init; }

    /// <summary>The device slots.</summary>
    public IReadOnlyList<string> Devices { get; init; } = ["cpu:0"];

    /// <summary>The stages after each other.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>The SHA-256 of the model file, in hexadecimal digits.</summary>
    public required string ModelHash { get; init; }

    /// <summary>The SHA-256 of the force field that tells the energies of frames, in hexadecimal digits; null where there is none.</summary>
    public string? EnergyHash { get; init; }

    /// <summary>The energy above which a frame is drawn again, kJ/mol; null to take every draw.</summary>
    public double? MostEnergy { get; init; }

    /// <summary>The coarse trajectories that the run turns into atoms; null where the model makes its own.</summary>
    public CoarseSettings? Coarse { get; init; }

    /// <summary>Where the walkers of a model of particles start.</summary>
    public WalkerStart Start { get; init; }

    /// <summary>The number of walkers of a shard.</summary>
    public required int WalkersPerShard { get; init; }

    /// <summary>About how many frames a block has, over all walkers of its shard.</summary>
    public int FramesPerBlock { get; init; } = 512;

    /// <summary>The seconds between checkpoints.</summary>
    public double CheckpointSeconds { get; init; } = 10;

    /// <summary>The frames, over all walkers, after which a checkpoint is made even before; 0 for none.</summary>
    public long CheckpointFrames { get; init; }

    /// <summary>The largest share of the run's time that checkpoints may take; those that are due wait until they keep to it.</summary>
    public double CheckpointShare { get; init; } = 0.01;

    /// <summary>The number of steps of a block.</summary>
    public int BlockSteps => Math.Max(1, FramesPerBlock / WalkersPerShard);

    /// <summary>The same with more frames in a block where the only stage is a propagator, whose steps take a microsecond: a block takes some milliseconds.</summary>
    internal RunSettings WithLongBlocksOfLatents() => Stages.SequenceEqual([StageNames.Propagator])
        ? this with { FramesPerBlock = Math.Max(FramesPerBlock, FramesPerBlockOfLatents) }
        : this;

    /// <summary>The number of frames of a walker.</summary>
    public long FramesOf(int walker) => Coarse is null ? Frames : Coarse.FramesOf(walker, Frames);

    /// <summary>How many walkers a shard has unless told: two shards a slot, so that a slot has work while the other shard is being written; at most 256 walkers.</summary>
    public static int DefaultWalkersPerShard(int walkers, int slots) =>
        (int)Math.Clamp((walkers + (2L * slots) - 1) / (2L * slots), 1, 256);

    /// <summary>Checks the ranges of all numbers.</summary>
    /// <param name="source">The file or command line that they came from.</param>
    /// <exception cref="InvalidInputException">One is out of range.</exception>
    public void Validate(string source)
    {
        Require(source, Walkers > 0, "walkers", Walkers, "a positive number");
        Require(source, Frames > 0, "frames", Frames, "a positive number");
        Require(source, WalkersPerShard > 0 && WalkersPerShard <= Walkers, "walkers-per-shard", WalkersPerShard, $"1 to {Walkers}");
        Require(source, FramesPerBlock is > 0 and <= 1 << 20, "frames-per-block", FramesPerBlock, $"1 to {1 << 20}");
        Require(source, CheckpointSeconds is > 0 and <= 86400, "checkpoint-seconds", CheckpointSeconds, "above 0, at most 86400");
        Require(source, CheckpointFrames >= 0, "checkpoint-frames", CheckpointFrames, "0 or more");
        Require(source, CheckpointShare is > 0 and <= 1, "checkpoint-share", CheckpointShare, "above 0, at most 1");
        ValidateEnergy(source);
        ValidateCoarse(source);
        DeviceNames.Validate(source, Devices);
        StageNames.Validate(source, Stages);
        Require(source, Start == WalkerStart.Sweep || Walkers == 1, "walkers", Walkers, "1, because all that start at the test start are the same");
    }

    private void ValidateEnergy(string source)
    {
        if (EnergyHash is not null && !Stages.Contains(StageNames.Backmapper))
            throw new InvalidInputException(source, "energy", $"needs frames of all atoms; the stages are [{string.Join(", ", Stages)}]");
        if (MostEnergy is not { } most)
            return;
        Require(source, double.IsFinite(most), "most-energy", most, "a finite number of kJ/mol");
        if (EnergyHash is null)
            throw new InvalidInputException(source, "most-energy", "needs energy, the force field that frames are measured with");
    }

    private void ValidateCoarse(string source)
    {
        if (Coarse is null != !Stages.Contains(StageNames.Coarse))
            throw new InvalidInputException(source, "coarse", $"is {(Coarse is null ? "missing" : "there")}; the stages are [{string.Join(", ", Stages)}]");
        if (Coarse is null)
            return;
        Require(source, Coarse.Replicas > 0, "replicas", Coarse.Replicas, "a positive number");
        Require(source, Coarse.Stride > 0, "stride", Coarse.Stride, "a positive number");
        Require(source, Coarse.Trajectories.All(trajectory => trajectory.Frames > 0), "coarse.trajectories", "without frames", "one or more in each");
        Require(source, Walkers == (long)Coarse.Trajectories.Count * Coarse.Replicas, "walkers", Walkers, $"{Coarse.Trajectories.Count} coarse trajectories, {Coarse.Replicas} each");
        Require(source, Coarse.Sites.All(site => site >= 0 && site < Coarse.Particles), "coarse.sites", string.Join(", ", Coarse.Sites), $"particles 0 to {Coarse.Particles - 1}");
    }

    /// <summary>A digest of what the trajectories and the layout of the checkpoint depend on; the rest may change from one resumption to the next.</summary>
    internal byte[] Key()
    {
        byte[] numbers = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(numbers, Seed);
        BinaryPrimitives.WriteInt32LittleEndian(numbers.AsSpan(8), Walkers);
        BinaryPrimitives.WriteInt32LittleEndian(numbers.AsSpan(12), WalkersPerShard);
        return SHA256.HashData([.. numbers, .. Encoding.UTF8.GetBytes($"{ModelHash} {string.Join(' ', Stages)}{(Start == WalkerStart.Test ? " test" : "")}{EnergyKey}{(Coarse is null ? "" : $" coarse {Coarse.Key()}")}")]);
    }

    // Nothing for a run without energies, so that checkpoints made before there were any stay good.
    private string EnergyKey => EnergyHash is null ? "" : FormattableString.Invariant($" energy {EnergyHash}{(MostEnergy is { } most ? $" most {most:R}" : "")}");

    private static void Require(string source, bool holds, string field, object value, string expected)
    {
        if (!holds)
            throw new InvalidInputException(source, field, FormattableString.Invariant($"is {value}; expected {expected}"));
    }
}
