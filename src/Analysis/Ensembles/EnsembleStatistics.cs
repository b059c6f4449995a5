namespace LatentSim.Analysis;

/// <summary>Where statistics come from: one trajectory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">SHA-256 of its file in hexadecimal; may be empty.</param>
/// <param name="Frames">How many frames it has.</param>
/// <param name="Spacing">Time between its frames in ps.</param>
public sealed record MeasuredTrajectory(string Name, string Sha256, long Frames, double Spacing);

/// <summary>The joint distribution of two torsions.</summary>
/// <param name="Name">The pair's name.</param>
/// <param name="Histogram">Counts of all frames.</param>
/// <param name="Blocks">Counts of the contiguous blocks, for error bars.</param>
public sealed record TorsionPairStatistics(string Name, Histogram2D Histogram, IReadOnlyList<Histogram2D> Blocks);

/// <summary>Kinetics by a Markov model between k-means clusters of (cos, sin) of all torsions.</summary>
/// <param name="Clusters">The clusters' centres.</param>
/// <param name="Timescales">The slowest implied timescales at the statistics' lag, slowest first.</param>
public sealed record KineticStatistics(KMeansModel Clusters, IReadOnlyList<TimescaleStatistics> Timescales);

/// <summary>The length of a bond.</summary>
/// <param name="Name">The bond's atoms.</param>
/// <param name="ToHydrogen">Whether one of them is a hydrogen.</param>
/// <param name="Mean">Mean length in nm.</param>
/// <param name="StandardDeviation">Standard deviation in nm.</param>
public sealed record BondStatistics(string Name, bool ToHydrogen, double Mean, double StandardDeviation);

/// <summary>The distance of one non-bonded pair of heavy atoms.</summary>
/// <param name="Name">The pair's atoms.</param>
/// <param name="Minimum">Least distance in nm.</param>
/// <param name="Mean">Mean distance in nm.</param>
public sealed record PairStatistics(string Name, double Minimum, double Mean);

/// <summary>The handedness of one centre.</summary>
/// <param name="Name">The centre's atom.</param>
/// <param name="Sign">Its right sign of the chiral volume: +1 or -1.</param>
/// <param name="WrongFrames">Frames with the other sign.</param>
public sealed record ChiralityStatistics(string Name, int Sign, long WrongFrames);

/// <summary>
/// Everything that MD and a run are compared by, measured by the same code on both. Immutable; small enough to ship as one file
/// (<see cref="EnsembleStatisticsFile"/>).
/// </summary>
public sealed record EnsembleStatistics
{
    /// <summary>The trajectories measured.</summary>
    public required IReadOnlyList<MeasuredTrajectory> Trajectories { get; init; }

    /// <summary>Names of the molecule's atoms.</summary>
    public required IReadOnlyList<string> Atoms { get; init; }

    /// <summary>Lag of timescales and displacements in ps.</summary>
    public required double LagTime { get; init; }

    /// <summary>Torsion pairs.</summary>
    public required IReadOnlyList<TorsionPairStatistics> TorsionPairs { get; init; }

    /// <summary>Kinetics; null where the definition has no torsions.</summary>
    public required KineticStatistics? Kinetics { get; init; }

    /// <summary>Bonds.</summary>
    public required IReadOnlyList<BondStatistics> Bonds { get; init; }

    /// <summary>Least distance of any non-bonded pair of heavy atoms (1-4 and beyond) in each frame.</summary>
    public required DistanceHistogram ClosestPair { get; init; }

    /// <summary>Single non-bonded pairs; empty where there are more than <see cref="EnsembleAccumulator.MaximumPairs"/>.</summary>
    public required IReadOnlyList<PairStatistics> Pairs { get; init; }

    /// <summary>Root mean square displacement of all atoms over one lag, after optimal superposition.</summary>
    public required DistanceHistogram Displacement { get; init; }

    /// <summary>Chiral centres.</summary>
    public required IReadOnlyList<ChiralityStatistics> Chirality { get; init; }

    /// <summary>Frames in which some chiral centre has the wrong handedness.</summary>
    public required long FramesWithWrongHandedness { get; init; }

    /// <summary>All frames measured.</summary>
    public long Frames => Trajectories.Sum(trajectory => trajectory.Frames);
}
