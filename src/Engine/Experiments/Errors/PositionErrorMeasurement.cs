using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Measures how far trajectories are from the truth, side by side with it.</summary>
internal static class PositionErrorMeasurement
{
    private const int FramesBetweenLooks = 1024;

    /// <summary>Advances all by equal intervals to the end and returns the errors of each. Frames that Verlet made for an integrator are left out.</summary>
    /// <param name="system">The system.</param>
    /// <param name="truth">The true trajectory, at its start.</param>
    /// <param name="followers">Others with the same interval, at their start.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellation">Ends it.</param>
    public static PositionErrors[] Measure(ParticleSystem system, ITrajectory truth, IReadOnlyList<ITrajectory> followers, double duration, CancellationToken cancellation)
    {
        PositionErrorSums[] sums = [.. followers.Select(_ => new PositionErrorSums(duration))];
        for (long frame = TimestepCheck.Frames(duration, truth.Interval); frame > 0; frame--)
        {
            if (frame % FramesBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();
            truth.Advance();
            for (int f = 0; f < sums.Length; f++)
                Follow(system, truth, followers[f], sums[f]);
        }

        return [.. sums.Select(sum => sum.Finish())];
    }

    private static void Follow(ParticleSystem system, ITrajectory truth, ITrajectory follower, PositionErrorSums sums)
    {
        if (sums.HasDiverged)
            return;
        follower.Advance();
        if (follower.IsOwn)
            sums.Add(truth.Time, PositionDistance.Of(system, follower.Frame, truth.Frame));
    }
}
