namespace LatentSim.Analysis;

/// <summary>What one ensemble shows: thermodynamics, kinetics and structures along the model's latent coordinates.</summary>
public sealed record LatentEnsemble
{
    /// <summary>What reports call it.</summary>
    public required string Name { get; init; }

    /// <summary>Frames of all trajectories.</summary>
    public required long Frames { get; init; }

    /// <summary>Trajectories.</summary>
    public required int Trajectories { get; init; }

    /// <summary>Time that all trajectories last, ps.</summary>
    public required double Time { get; init; }

    /// <summary>Free energy along psi_1.</summary>
    public required FreeEnergyProfile Profile { get; init; }

    /// <summary>Autocorrelation time of each latent coordinate, as the paper fits it.</summary>
    public required IReadOnlyList<AutocorrelationTime> Relaxation { get; init; }

    /// <summary>Implied timescales of the Markov model on the definition's clusters, at the model's lag.</summary>
    public required IReadOnlyList<TimescaleStatistics> ImpliedTimescales { get; init; }

    /// <summary>Transitions from the lower basin's core to the upper's (A to B) and back; null where there are no basins.</summary>
    public CoreTransitions? Transitions { get; init; }

    /// <summary>Chapman-Kolmogorov test of that model between the definition's metastable sets; null where there are none, or no transitions.</summary>
    public ChapmanKolmogorovResult? ChapmanKolmogorov { get; init; }

    /// <summary>What frames show; null where there are latents alone.</summary>
    public FrameStatistics? Structures { get; init; }
}

/// <summary>What an ensemble's frames show.</summary>
public sealed record FrameStatistics
{
    /// <summary>Radius of gyration of the sites, nm: mean.</summary>
    public required Estimate RadiusMean { get; init; }

    /// <summary>Radius of gyration of the sites, nm: standard deviation.</summary>
    public required Estimate RadiusDeviation { get; init; }

    /// <summary>Its distribution.</summary>
    public required DistanceHistogram Radius { get; init; }

    /// <summary>Distances of adjacent sites.</summary>
    public required IReadOnlyList<SiteDistance> Neighbors { get; init; }

    /// <summary>The share of the frames in which one of them leaves the truth's range by more than <see cref="SiteDistances.DefaultTolerance"/>.</summary>
    public required double ShareOutside { get; init; }

    /// <summary>Structures of the lower basin, the barrier and the upper basin; null for one without frames. Empty where there are no basins.</summary>
    public required IReadOnlyList<BasinStructures?> Basins { get; init; }

    /// <summary>Slow linear components of each trajectory, float[frame, component]; empty where frames lack atoms that the encoder sees.</summary>
    public required IReadOnlyList<float[]> Components { get; init; }

    /// <summary>Free energy along psi_1 of the frames through the encoder; null where frames lack atoms that it sees.</summary>
    public FreeEnergyProfile? EncodedProfile { get; init; }
}
