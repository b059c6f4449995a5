using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>One trajectory to measure.</summary>
/// <param name="Name">Its name in messages and provenance: the file's name.</param>
/// <param name="Open">Opens it at its first frame.</param>
public sealed record TrajectorySource(string Name, Func<ITrajectoryReader> Open)
{
    /// <summary>Time between frames in ps; null takes it from the times of the first two frames.</summary>
    public double? Spacing { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal, for provenance; may be empty.</summary>
    public string Sha256 { get; init; } = "";
}
