namespace LatentSim.Engine.Experiments;

/// <summary>The position errors of one subject.</summary>
/// <param name="Subject">It.</param>
/// <param name="Test">Those of the test trajectory.</param>
/// <param name="HeldOut">Mean errors of the held-out trajectories.</param>
/// <param name="HeldOutAtEnd">Their errors over the last tenth of the time.</param>
internal sealed record TrajectoryErrorRow(Subject Subject, PositionErrors Test, SweepErrors HeldOut, SweepErrors HeldOutAtEnd);
