namespace LatentSim.Engine.Experiments;

/// <summary>A mean from the start up to a time.</summary>
/// <param name="Until">The time.</param>
/// <param name="Mean">The mean.</param>
internal sealed record SpanMean(double Until, double Mean);
