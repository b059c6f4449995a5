namespace LatentSim.Engine.Experiments;

/// <summary>The net speedup of equation 3 of Kadupitiya, Fox and Jadhao (2020).</summary>
internal static class NetSpeedup
{
    /// <summary>
    /// S_p = t_V S_T / (S_V t_V + (S_T - S_V) t_R Delta / Delta_R), with S_T = time / Delta Verlet steps in all and S_V = Delta_R (S_R - 1) / Delta of
    /// them to start the integrator.
    /// </summary>
    /// <param name="verletStep">t_V, the time that one Verlet step takes.</param>
    /// <param name="integratorStep">t_R, the time that one step of the integrator takes, in the same unit.</param>
    /// <param name="window">S_R, the frames that the integrator starts from.</param>
    /// <param name="verletTimestep">Delta.</param>
    /// <param name="timestep">Delta_R.</param>
    /// <param name="time">The simulated time.</param>
    public static double Of(double verletStep, double integratorStep, int window, double verletTimestep, double timestep, double time)
    {
        double total = time / verletTimestep;
        double start = timestep * (window - 1) / verletTimestep;
        return verletStep * total / ((start * verletStep) + ((total - start) * integratorStep * verletTimestep / timestep));
    }
}
