using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>An ensemble to measure: trajectories of one molecule, all with the same time between frames.</summary>
/// <param name="Name">What reports call it: "held-out MD".</param>
/// <param name="Trajectories">Its trajectories; empty where there are latents alone.</param>
/// <param name="Spacing">Time between the frames that are measured, in ps.</param>
public sealed record EnsembleSource(string Name, IReadOnlyList<TrajectorySource> Trajectories, double Spacing)
{
    /// <summary>Of how many frames of the files one is measured.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>The atoms that frames hold, ascending; null for all.</summary>
    public IReadOnlyList<int>? Atoms { get; init; }

    /// <summary>Latents of each trajectory, float[frame, m], where they are known without the encoder: those of a run. Null encodes the frames.</summary>
    public IReadOnlyList<float[]>? Latents { get; init; }

    /// <summary>Frames in a lag.</summary>
    /// <exception cref="InvalidInputException">The lag is no whole multiple of the time between frames.</exception>
    public int LagFrames(double lagTime)
    {
        var lag = lagTime / Spacing;
        var whole = Math.Round(lag);
        if (!(whole >= 1) || whole > int.MaxValue || Math.Abs(lag - whole) > 1e-3 * whole)
            throw new InvalidInputException(Name, "time", FormattableString.Invariant($"frames are {Spacing} ps apart; expected a whole fraction of the lag, {lagTime} ps"));
        return (int)whole;
    }
}
