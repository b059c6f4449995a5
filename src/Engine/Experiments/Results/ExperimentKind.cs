namespace LatentSim.Engine.Experiments;

/// <summary>One of the experiments.</summary>
/// <param name="Name">Its name as a command.</param>
/// <param name="Title">Its heading in the report.</param>
/// <param name="Description">What it measures, for the command's help.</param>
/// <param name="Timesteps">The timesteps unless told.</param>
/// <param name="Run">Runs it.</param>
/// <param name="ResultType">What it returns.</param>
internal sealed record ExperimentKind(string Name, string Title, string Description, IReadOnlyList<double> Timesteps, Func<ExperimentSetup, IExperimentResult> Run, Type ResultType)
{
    private static readonly double[] Four = [0.1, 0.4, 1, 4];

    /// <summary>All of them, in the order of the report.</summary>
    public static IReadOnlyList<ExperimentKind> All { get; } =
    [
        new("trajectory-error", "Position error", "Position error against time and timestep, one-step and free-running, beside Verlet (Fig. 3; Fig. 9 for many particles).", Four, TrajectoryErrorExperiment.Run, typeof(TrajectoryErrorResult)),
        new("energy", "Energy", "Energy deviation and drift, one-step and free-running, beside Verlet (Fig. 5).", Four, EnergyExperiment.Run, typeof(EnergyResult)),
        new("phase", "Phase space", "Phase space and energy in the first and in a late period (Fig. 8).", Four, PhaseExperiment.Run, typeof(PhaseResult)),
        new("lyapunov", "Divergence of trajectories", "How trajectories diverge that start with a small momentum (Fig. 4).", [0.1], LyapunovExperiment.Run, typeof(LyapunovResult)),
        new("fluid", "What the particles do", "Energy, g(r), velocity autocorrelation, displacement and speeds of many particles beside Verlet's.", Four, FluidExperiment.Run, typeof(FluidResult)),
        new("speedup", "Net speedup", "What steps take, and the net speedup of equation 3 (Table I).", [0.1, 0.2, 0.4, 1, 2, 4], SpeedupExperiment.Run, typeof(SpeedupResult)),
    ];
}
