namespace LatentSim.Engine.Experiments;

/// <summary>What a trajectory's steps are fed with. Figures of two kinds are never mixed.</summary>
internal enum TrajectoryKind
{
    /// <summary>Velocity Verlet.</summary>
    Verlet,

    /// <summary>A learned integrator that is fed with true frames for each step: teacher forcing, which the paper's own figures are made with.</summary>
    OneStep,

    /// <summary>A learned integrator that is fed with its own output, as a simulation is.</summary>
    FreeRunning,
}
