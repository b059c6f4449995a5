namespace LatentSim.Engine.Experiments;

/// <summary>The points of one span.</summary>
/// <param name="Points">Them, in order of time.</param>
/// <param name="PositionError">The mean |x - x_true| over them; infinite where it diverged.</param>
/// <param name="VelocityError">The mean |v - v_true|.</param>
/// <param name="LargestDeviation">The largest |delta E|.</param>
internal sealed record PhasePoints(IReadOnlyList<PhasePoint> Points, double PositionError, double VelocityError, double LargestDeviation)
{
    /// <summary>Of points beside the true ones at the same times.</summary>
    public static PhasePoints Of(IReadOnlyList<PhasePoint> points, IReadOnlyList<PhasePoint> truth) => points.Count < truth.Count || points.Count == 0
        ? new PhasePoints(points, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity)
        : new PhasePoints(
            points,
            points.Zip(truth, (point, exact) => Math.Abs(point.Position - exact.Position)).Average(),
            points.Zip(truth, (point, exact) => Math.Abs(point.Velocity - exact.Velocity)).Average(),
            points.Max(point => Math.Abs(point.EnergyDeviation)));
}
