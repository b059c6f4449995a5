namespace LatentSim.Engine.Benchmarks;

/// <summary>How thoroughly, and with what, figures are measured.</summary>
internal sealed record BenchmarkSettings
{
    /// <summary>The model whose three stages are timed.</summary>
    public required string ModelFile { get; init; }

    /// <summary>The Python interpreter of the peers.</summary>
    public required string Python { get; init; }

    /// <summary>Where runs are made; deleted in the end.</summary>
    public required string Folder { get; init; }

    /// <summary>Rounds in which candidates take turns.</summary>
    public int Rounds { get; init; } = 15;

    /// <summary>Seconds of a kernel's slice.</summary>
    public double Slice { get; init; } = 0.2;

    /// <summary>Rounds of whole runs, which take seconds each.</summary>
    public int RunRounds { get; init; } = 3;

    /// <summary>Frames of a timed run, over all walkers.</summary>
    public long RunFrames { get; init; } = 128_000;

    /// <summary>Latent steps of the long run whose memory is measured.</summary>
    public long LongSteps { get; init; } = 10_000_000;

    /// <summary>How often a run is killed.</summary>
    public int Kills { get; init; } = 5;

    /// <summary>Ends it early.</summary>
    public CancellationToken Stop { get; init; }
}
