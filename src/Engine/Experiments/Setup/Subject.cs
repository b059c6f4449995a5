namespace LatentSim.Engine.Experiments;

/// <summary>What is measured: an integrator with a timestep, fed in one way.</summary>
/// <param name="Integrator">Its kind; verlet for Verlet.</param>
/// <param name="Kind">What its steps are fed with.</param>
/// <param name="Timestep">Its timestep.</param>
internal sealed record Subject(string Integrator, TrajectoryKind Kind, double Timestep)
{
    /// <summary>What Verlet is called.</summary>
    public const string Verlet = "Verlet";

    /// <summary>Its integrator and how it is fed, without the timestep.</summary>
    public string Family => Kind switch
    {
        TrajectoryKind.OneStep => $"{Integrator}, one-step",
        TrajectoryKind.FreeRunning => $"{Integrator}, free-running",
        _ => Integrator,
    };

    /// <summary>How it is fed, in words.</summary>
    public string Fed => Kind switch
    {
        TrajectoryKind.OneStep => "one-step",
        TrajectoryKind.FreeRunning => "free-running",
        _ => "",
    };

    /// <summary>Verlet with a timestep.</summary>
    public static Subject OfVerlet(double timestep) => new(Verlet, TrajectoryKind.Verlet, timestep);
}
