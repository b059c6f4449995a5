using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Measures how well trajectories of one start keep its energy.</summary>
/// <param name="system">The system.</param>
/// <param name="start">The start.</param>
/// <param name="scale">What energies are compared with.</param>
internal sealed class EnergyMeasurement(ParticleSystem system, ParticleState start, EnergyScale scale)
{
    private const int FramesBetweenLooks = 1024;
    private readonly ParticleEnergy energy = new(system);

    /// <summary>Advances trajectories of one interval, in their order, to the end and returns the deviations of each.</summary>
    public EnergyDeviations[] Measure(IReadOnlyList<ITrajectory> trajectories, double duration, CancellationToken cancellation)
    {
        EnergySums[] sums = [.. trajectories.Select(trajectory => new EnergySums(trajectory.Interval, duration))];
        for (long frame = TimestepCheck.Frames(duration, trajectories[0].Interval); frame > 0 && !sums.All(sum => sum.HasDiverged); frame--)
        {
            if (frame % FramesBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();
            for (int t = 0; t < sums.Length; t++)
            {
                if (!sums[t].HasDiverged)
                    Follow(trajectories[t], sums[t]);
            }
        }

        return [.. sums.Select(sum => sum.Finish())];
    }

    /// <summary>Advances one trajectory to the end and returns its deviations.</summary>
    public EnergyDeviations Measure(ITrajectory trajectory, double duration, CancellationToken cancellation) => Measure([trajectory], duration, cancellation)[0];

    private void Follow(ITrajectory trajectory, EnergySums sums)
    {
        trajectory.Advance();
        if (trajectory.IsOwn)
            sums.Add(trajectory.Time, scale.Deviation(energy.Total(trajectory.Frame, start.Mass, start.Stiffness)));
    }
}
