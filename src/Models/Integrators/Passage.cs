namespace LatentSim.Models.Integrators;

/// <summary>A part of an orbit: its way through one well.</summary>
/// <param name="Well">The well, counted from the left.</param>
/// <param name="Kind">Where it turns.</param>
/// <param name="From">The left end: a turning point or the top of a barrier.</param>
/// <param name="To">The right end.</param>
internal readonly record struct Passage(int Well, PassageKind Kind, double From, double To);
