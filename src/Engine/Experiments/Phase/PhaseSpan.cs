namespace LatentSim.Engine.Experiments;

/// <summary>A span of time in which phase space is shown.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
internal sealed record PhaseSpan(double From, double To)
{
    /// <summary>Whether a time lies in it.</summary>
    public bool Holds(double time) => time >= From * (1 - 1e-9) && time <= To * (1 + 1e-9);
}
