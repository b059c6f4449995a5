using LatentSim.Models.Integrators;

namespace LatentSim.Models.Training;

/// <summary>What trajectories show of each way through each well: how much longer each interval takes than constant acceleration would, at which energies and masses.</summary>
internal sealed class PassageSamples(PotentialWells wells, OrbitNodes nodes, double massReference)
{
    private readonly Dictionary<(int Well, PassageKind Kind), IntervalSamples[]> passages = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => passages.Count == 0;

    /// <summary>Adds the intervals that a trajectory has been all through.</summary>
    public void Add(in Orbit orbit, NodeTimes times)
    {
        double[] durations = new double[times.Count];
        OrbitClock.ConstantAcceleration(nodes, orbit, durations);
        for (int j = 0; j < durations.Length; j++)
        {
            double correction = Math.Log(times.Mean(j) / durations[j]);
            if (!double.IsFinite(correction))
                continue;
            (Passage passage, int interval) = nodes.Find(orbit, j);
            double lambda = PassageCoordinate.Of(wells, passage, orbit.Energy);
            Of(passage)[interval].Add(lambda, massReference / orbit.Mass, correction);
        }
    }

    /// <summary>Fits the curves.</summary>
    /// <returns>They, and root mean squares over all samples: of what there was to learn, and of what is wrong at trajectories that are left out.</returns>
    public (List<PassageCorrection> Passages, double Untrained, double LeftOut) Fit(ActionAngleOptions options)
    {
        List<PassageCorrection> corrections = [];
        double squares = 0;
        double errors = 0;
        long count = 0;
        foreach (((int well, PassageKind kind), IntervalSamples[] intervals) in passages.OrderBy(entry => entry.Key))
        {
            CorrectionCurve[] curves = new CorrectionCurve[intervals.Length];
            for (int j = 0; j < intervals.Length; j++)
            {
                (curves[j], double error) = intervals[j].Fit(options);
                errors += error * intervals[j].Count;
                squares += intervals[j].SumOfSquares;
                count += intervals[j].Count;
            }

            corrections.Add(new PassageCorrection(well, kind, curves));
        }

        return (corrections, Math.Sqrt(squares / count), Math.Sqrt(errors / count));
    }

    private IntervalSamples[] Of(in Passage passage)
    {
        if (!passages.TryGetValue((passage.Well, passage.Kind), out IntervalSamples[]? intervals))
        {
            intervals = new IntervalSamples[nodes.Count(passage.Kind)];
            for (int j = 0; j < intervals.Length; j++)
                intervals[j] = new IntervalSamples();
            passages.Add((passage.Well, passage.Kind), intervals);
        }

        return intervals;
    }
}
