using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Measures energy and structure of one trajectory in one pass.</summary>
internal static class FluidMeasurement
{
    private const double Equilibration = 0.1;
    private const int FramesBetweenLooks = 1024;

    /// <summary>Advances a trajectory to the end. Its properties are null where it diverged.</summary>
    /// <param name="system">The system.</param>
    /// <param name="start">The start.</param>
    /// <param name="scale">What energies are compared with.</param>
    /// <param name="trajectory">The trajectory, at its start.</param>
    /// <param name="isWrapped">Whether its positions are wrapped.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellation">Ends it.</param>
    public static (EnergyDeviations Energy, FluidProperties? Properties) Measure(
        ParticleSystem system, ParticleState start, EnergyScale scale, ITrajectory trajectory, bool isWrapped, double duration, CancellationToken cancellation)
    {
        var energy = new ParticleEnergy(system);
        var sums = new EnergySums(trajectory.Interval, duration);
        var sampling = new FluidSampling(system, trajectory.Interval, isWrapped);
        long frames = TimestepCheck.Frames(duration, trajectory.Interval);
        for (long frame = 1; frame <= frames && !sums.HasDiverged; frame++)
        {
            if (frame % FramesBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();
            trajectory.Advance();
            if (trajectory.IsOwn)
                sums.Add(trajectory.Time, scale.Deviation(energy.Total(trajectory.Frame, start.Mass, start.Stiffness)));
            if (trajectory.Time > Equilibration * duration && !sums.HasDiverged)
                sampling.Add(trajectory.Frame);
        }

        return (sums.Finish(), sums.HasDiverged ? null : sampling.Finish());
    }
}
