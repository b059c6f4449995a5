namespace LatentSim.Models.Training;

/// <summary>How a simulator is trained. The stages' own lags in frames are set from <see cref="LagTime"/>.</summary>
public sealed record TrainingOptions
{
    /// <summary>The time that one step of the simulator takes, ps; a whole number of frames of the training data.</summary>
    public required double LagTime { get; init; }

    /// <summary>Seed, threads, device.</summary>
    public TorchSettings Torch { get; init; } = new();

    /// <summary>The encoder; null takes a system's own coordinates as latents, which only a system without a molecule can.</summary>
    public SrvOptions? Srv { get; init; } = new();

    /// <summary>The propagator.</summary>
    public MixtureDensityOptions Propagator { get; init; } = new();

    /// <summary>Which decoder.</summary>
    public DecoderKind Decoder { get; init; } = DecoderKind.Flow;

    /// <summary>The flow decoder.</summary>
    public FlowDecoderOptions FlowDecoder { get; init; } = new();

    /// <summary>The published decoder.</summary>
    public WganOptions Wgan { get; init; } = new();

    /// <summary>Which backmapper.</summary>
    public BackmapperKind Backmapper { get; init; } = BackmapperKind.Flow;

    /// <summary>The flow backmapper.</summary>
    public FlowBackmapperOptions FlowBackmapper { get; init; } = new();

    /// <summary>The published backmapper.</summary>
    public VoxelBackmapperOptions VoxelBackmapper { get; init; } = new();

    /// <summary>Training latents, at most, that walkers may start from.</summary>
    public int Starts { get; init; } = 500;

    /// <summary>The lag as frames of the training data.</summary>
    /// <param name="frameSpacing">ps.</param>
    /// <exception cref="ArgumentException">It is not a whole number, one or more.</exception>
    public int LagFrames(double frameSpacing)
    {
        double frames = LagTime / frameSpacing;
        if (!(frames >= 0.5 && Math.Abs(frames - Math.Round(frames)) < 1e-3 * frames))
            throw new ArgumentException($"The lag of {LagTime} ps is not a whole number of frames {frameSpacing} ps apart.");
        return (int)Math.Round(frames);
    }
}
