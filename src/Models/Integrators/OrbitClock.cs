namespace LatentSim.Models.Integrators;

/// <summary>
/// The time along an orbit: tau_j = 2 (x_(j+1) - x_j) / (|v_j| + |v_(j+1)|) exp(c_j), the time of constant acceleration between the nodes of an interval
/// times the learned correction.
/// </summary>
internal sealed class OrbitClock
{
    // A correction beyond this was not learned from any orbit.
    private const double MostCorrection = 5;

    private readonly PotentialWells wells;
    private readonly OrbitNodes nodes;
    private readonly double massReference;
    private readonly PassageCorrection?[] corrections;

    /// <param name="wells">The potential.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="weights">What was learned.</param>
    public OrbitClock(PotentialWells wells, OrbitNodes nodes, ActionAngleWeights weights)
    {
        this.wells = wells;
        this.nodes = nodes;
        massReference = weights.MassReference;
        corrections = new PassageCorrection?[4 * wells.Count];
        foreach (PassageCorrection correction in weights.Passages)
            corrections[(4 * correction.Well) + (int)correction.Kind] = correction;
    }

    /// <summary>The time of constant acceleration through each interval.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="orbit">The orbit.</param>
    /// <param name="durations">[interval].</param>
    public static void ConstantAcceleration(OrbitNodes nodes, in Orbit orbit, Span<double> durations)
    {
        double position = orbit.Left;
        double speed = 0;
        for (int j = 0; j < durations.Length; j++)
        {
            double nextPosition = nodes.Position(orbit, j + 1);
            double nextSpeed = nodes.Speed(orbit, j + 1);
            durations[j] = 2 * (nextPosition - position) / (speed + nextSpeed);
            (position, speed) = (nextPosition, nextSpeed);
        }
    }

    /// <summary>The time through each interval.</summary>
    /// <param name="orbit">The orbit.</param>
    /// <param name="durations">[interval].</param>
    public void Durations(in Orbit orbit, Span<double> durations)
    {
        ConstantAcceleration(nodes, orbit, durations);
        double mu = massReference / orbit.Mass;
        double lambda = 0;
        PassageCorrection? correction = null;
        for (int j = 0; j < durations.Length; j++)
        {
            (Passage passage, int interval) = nodes.Find(orbit, j);
            if (interval == 0)
            {
                correction = corrections[(4 * passage.Well) + (int)passage.Kind];
                lambda = PassageCoordinate.Of(wells, passage, orbit.Energy);
            }

            if (correction is not null)
                durations[j] *= Math.Exp(Math.Clamp(correction.Curves[interval].At(lambda, mu), -MostCorrection, MostCorrection));
        }
    }
}
