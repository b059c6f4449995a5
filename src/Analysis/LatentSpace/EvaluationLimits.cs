namespace LatentSim.Analysis;

/// <summary>What is asked of a run in latent space; a limit that is null is measured and not asked.</summary>
public sealed record EvaluationLimits
{
    /// <summary>Most of the RMSE of F(psi_1), kT.</summary>
    public double? FreeEnergy { get; init; } = 0.4;

    /// <summary>Most of the RMSE of F in the plane of the two slowest linear components, kT.</summary>
    public double? Components { get; init; } = 0.5;

    /// <summary>Most of a timescale's deviation from the truth's, as a share of the truth's.</summary>
    public double? Timescales { get; init; } = 0.15;

    /// <summary>Most of a timescale's deviation from the truth's, in total errors of the difference.</summary>
    public double? Coverage { get; init; } = 2;

    /// <summary>Least of the ratio of the training MD's errors of timescales to the run's, for a run 100 times as long; for another length it is scaled by the root of the lengths' ratio.</summary>
    public double? ErrorRatio { get; init; } = 8;

    /// <summary>Most of the RMSD between the mean structures of the native basin, nm.</summary>
    public double? NativeRmsd { get; init; } = 0.1;

    /// <summary>Most of the deviation of the mean radius of gyration, as a share.</summary>
    public double? RadiusMean { get; init; } = 0.02;

    /// <summary>Most of the deviation of the radius of gyration's standard deviation, as a share.</summary>
    public double? RadiusDeviation { get; init; } = 0.05;

    /// <summary>Most of the shift of the mean of a distance of adjacent sites, nm.</summary>
    public double? NeighborMean { get; init; } = 0.002;

    /// <summary>Most of the share of the frames in which such a distance leaves the truth's range.</summary>
    public double? NeighborOutside { get; init; } = 0.001;

    /// <summary>What the basin of the native structure is called, and the other.</summary>
    public (string Native, string Other) BasinNames { get; init; } = ("native", "other");
}
