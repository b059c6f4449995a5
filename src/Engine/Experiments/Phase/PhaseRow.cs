namespace LatentSim.Engine.Experiments;

/// <summary>One subject in phase space.</summary>
/// <param name="Subject">It.</param>
/// <param name="Spans">Its points in each span.</param>
internal sealed record PhaseRow(Subject Subject, IReadOnlyList<PhasePoints> Spans);
