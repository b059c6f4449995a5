namespace LatentSim.Molecules;

/// <summary>Where a frame begins in a file.</summary>
/// <param name="Frame">The frame, from zero.</param>
/// <param name="Byte">Its first byte.</param>
/// <param name="Line">The lines before it; 0 in files that are no text.</param>
public readonly record struct TrajectoryPlace(long Frame, long Byte, long Line);
