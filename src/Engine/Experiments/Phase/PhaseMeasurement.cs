using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Records where one particle is in phase space, within spans of time.</summary>
internal static class PhaseMeasurement
{
    /// <summary>Advances a trajectory until the last span ends and returns the points of each; those after it stopped being finite are left out.</summary>
    public static PhasePoint[][] Measure(ParticleSystem system, ParticleState start, EnergyScale scale, ITrajectory trajectory, IReadOnlyList<PhaseSpan> spans)
    {
        var energy = new ParticleEnergy(system);
        List<PhasePoint>[] points = [.. spans.Select(_ => new List<PhasePoint>())];
        double end = spans.Max(span => span.To) * (1 + 1e-9);
        while (true)
        {
            var point = new PhasePoint(trajectory.Time, trajectory.Frame[0], trajectory.Frame[1], scale.Deviation(energy.Total(trajectory.Frame, start.Mass, start.Stiffness)));
            for (int s = 0; s < points.Length; s++)
            {
                if (spans[s].Holds(point.Time) && double.IsFinite(point.EnergyDeviation))
                    points[s].Add(point);
            }

            if (trajectory.Time + trajectory.Interval > end)
                return [.. points.Select(list => list.ToArray())];
            trajectory.Advance();
        }
    }
}
