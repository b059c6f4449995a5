namespace LatentSim.Models.Integrators;

/// <summary>What was learned of the ways through one well.</summary>
/// <param name="Well">The well, counted from the left.</param>
/// <param name="Kind">Where the orbits turn.</param>
/// <param name="Curves">One curve for each interval, from the left.</param>
public sealed record PassageCorrection(int Well, PassageKind Kind, IReadOnlyList<CorrectionCurve> Curves);
