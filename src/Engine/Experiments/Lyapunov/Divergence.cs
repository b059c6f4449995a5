using LatentSim.Analysis;

namespace LatentSim.Engine.Experiments;

/// <summary>How far a trajectory and one with a small momentum at the start are from each other.</summary>
/// <param name="Mean">The mean of |x(t, delta p) - x(t, 0)| over all frames after the start.</param>
/// <param name="Largest">Its maximum.</param>
/// <param name="Spans">Its mean from the start up to some times.</param>
/// <param name="Series">Its mean in bins of time.</param>
/// <param name="Trace">Where the first coordinate of the one with the momentum is, mean in bins of time.</param>
internal sealed record Divergence(double Mean, double Largest, IReadOnlyList<SpanMean> Spans, IReadOnlyList<TimeBin> Series, IReadOnlyList<TimeBin> Trace);
