namespace LatentSim.Analysis;

/// <summary>The core of a metastable state along one coordinate: an interval well inside its basin.</summary>
/// <param name="Low">Least value; may be minus infinity.</param>
/// <param name="High">Greatest value; may be infinity.</param>
public sealed record Core(double Low, double High)
{
    /// <summary>Least value.</summary>
    public double Low { get; } = Low <= High ? Low : throw new ArgumentException("Expected an interval of one value or more.", nameof(Low));

    /// <summary>Greatest value.</summary>
    public double High { get; } = High;

    /// <summary>Whether a value lies in the core.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}
