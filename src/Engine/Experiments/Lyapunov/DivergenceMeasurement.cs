using LatentSim.Analysis;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Measures how two trajectories of nearly the same start part.</summary>
internal static class DivergenceMeasurement
{
    private const int Bins = 250;
    private const int TraceBins = 500;
    private const int Spans = 10;

    /// <summary>The start with a momentum added to the first coordinate.</summary>
    public static ParticleState Shifted(ParticleState start, double momentum)
    {
        double[] velocities = [.. start.Velocities];
        velocities[0] += momentum / start.Mass;
        return start with { Velocities = velocities };
    }

    /// <summary>Advances both to the end.</summary>
    public static Divergence Measure(ParticleSystem system, ITrajectory trajectory, ITrajectory shifted, double duration)
    {
        var series = TimeBins.Even(duration, Bins);
        var trace = TimeBins.Even(duration, TraceBins);
        var spans = new List<SpanMean>();
        double sum = 0;
        double largest = 0;
        long frames = TimestepCheck.Frames(duration, trajectory.Interval);
        for (long frame = 1; frame <= frames; frame++)
        {
            trajectory.Advance();
            shifted.Advance();
            double distance = PositionDistance.Of(system, trajectory.Frame, shifted.Frame);
            series.Add(trajectory.Time, distance);
            trace.Add(trajectory.Time, shifted.Frame[0]);
            sum += distance;
            largest = Math.Max(largest, distance);
            if (frame * Spans / frames > (frame - 1) * Spans / frames)
                spans.Add(new SpanMean(trajectory.Time, sum / frame));
        }

        return new Divergence(sum / frames, largest, spans, series.Bins(), trace.Bins());
    }
}
