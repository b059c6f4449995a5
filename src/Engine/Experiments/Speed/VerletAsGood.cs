namespace LatentSim.Engine.Experiments;

/// <summary>Verlet as a user who asks for no more accuracy than an integrator gives would run it.</summary>
/// <param name="Timestep">The largest timestep with which, and with all smaller ones that are tried, Verlet is as good; Delta where not even that is.</param>
/// <param name="Figure">How good it is with it.</param>
/// <param name="Speedup">The integrator's S_p against it.</param>
internal sealed record VerletAsGood(double Timestep, double Figure, double Speedup)
{
    /// <summary>Finds it.</summary>
    /// <param name="tried">Verlet's figures with growing timesteps, the first of them Delta.</param>
    /// <param name="figure">The integrator's figure.</param>
    /// <param name="speedup">The integrator's S_p against Verlet with Delta.</param>
    public static VerletAsGood Find(IReadOnlyList<(double Timestep, double Figure)> tried, double figure, double speedup)
    {
        (double timestep, double reached) = tried.TakeWhile(one => one.Figure <= figure).DefaultIfEmpty(tried[0]).Last();
        return new VerletAsGood(timestep, reached, speedup * tried[0].Timestep / timestep);
    }
}
