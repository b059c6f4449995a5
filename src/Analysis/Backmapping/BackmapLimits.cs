namespace LatentSim.Analysis;

/// <summary>What is asked of backmapped trajectories; a limit that is null is measured and not asked.</summary>
public sealed record BackmapLimits
{
    /// <summary>Nothing is asked: for runs whose coarse sites are not those of MD.</summary>
    public static BackmapLimits None { get; } = new() { FreeEnergy = null, TimescaleErrors = null, Similarity = null, VelocityDistance = null, Chirality = null };

    /// <summary>Most of the RMSE of F in the plane, kT.</summary>
    public double? FreeEnergy { get; init; } = 0.15;

    /// <summary>Most of the difference of an implied timescale from MD's, in MD's standard errors.</summary>
    public double? TimescaleErrors { get; init; } = 1;

    /// <summary>The share of MD's timescale within which one is as asked whatever MD's error; null for none.</summary>
    public double? TimescaleShare { get; init; }

    /// <summary>Least of the cosine similarity of eigenvectors.</summary>
    public double? Similarity { get; init; } = 0.95;

    /// <summary>Most of the Kolmogorov-Smirnov distance of velocities.</summary>
    public double? VelocityDistance { get; init; } = 0.05;

    /// <summary>Least of the share of frames with the right handedness.</summary>
    public double? Chirality { get; init; } = 0.999;
}
