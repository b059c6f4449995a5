using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Training;

/// <summary>A trajectory in memory.</summary>
/// <param name="File">Where it comes from.</param>
/// <param name="Interval">The time between frames, ps.</param>
/// <param name="Frames">[frame, atom, 3], nm.</param>
internal sealed record TrajectoryTable(DataFile File, double Interval, float[,,] Frames);
