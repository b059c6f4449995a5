namespace LatentSim.Models.Integrators;

/// <summary>Where the walkers of a run of particles start.</summary>
public enum WalkerStart
{
    /// <summary>Each somewhere in the ranges of the sweep, drawn by the run's seed and the walker's index.</summary>
    Sweep = 0,

    /// <summary>At the model's test start, which is no part of the training.</summary>
    Test = 1,
}
