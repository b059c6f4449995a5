namespace LatentSim.Engine.Experiments;

/// <summary>How far a small momentum takes one subject's trajectory from that without.</summary>
/// <param name="Subject">It.</param>
/// <param name="Momentum">The momentum delta p at the start.</param>
/// <param name="Divergence">What came of it.</param>
internal sealed record LyapunovRow(Subject Subject, double Momentum, Divergence Divergence);
