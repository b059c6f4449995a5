namespace LatentSim.Models.Integrators;

/// <summary>
/// The nodes at which the time along an orbit is known: through each well, x_k = From + (To - From) (1 - cos(pi k / K)) / 2, which lie densely where a particle
/// turns or is slow. Interval j is between nodes j and j + 1.
/// </summary>
internal sealed class OrbitNodes
{
    private readonly PotentialWells wells;
    private readonly double[] fractions;
    private readonly double[] crossingFractions;

    /// <param name="wells">The potential.</param>
    /// <param name="intervals">Intervals through a well in which an orbit turns.</param>
    /// <param name="crossingIntervals">Intervals through a well that an orbit crosses.</param>
    public OrbitNodes(PotentialWells wells, int intervals, int crossingIntervals)
    {
        this.wells = wells;
        fractions = Fractions(intervals);
        crossingFractions = Fractions(crossingIntervals);
    }

    /// <summary>The most intervals of an orbit.</summary>
    public int MostIntervals => wells.Count == 1 ? Intervals : (2 * Intervals) + ((wells.Count - 2) * CrossingIntervals);

    private int Intervals => fractions.Length - 1;

    private int CrossingIntervals => crossingFractions.Length - 1;

    /// <summary>The intervals through a well.</summary>
    public int Count(PassageKind kind) => kind == PassageKind.Crossing ? CrossingIntervals : Intervals;

    /// <summary>The intervals of an orbit, from its left to its right turning point.</summary>
    public int Count(in Orbit orbit) =>
        orbit.First == orbit.Last ? Intervals : (2 * Intervals) + ((orbit.Last - orbit.First - 1) * CrossingIntervals);

    /// <summary>Where an interval is: the passage, and the interval's place in it.</summary>
    public (Passage Passage, int Interval) Find(in Orbit orbit, int interval)
    {
        if (orbit.First == orbit.Last)
            return (new Passage(orbit.First, PassageKind.Trapped, orbit.Left, orbit.Right), interval);
        if (interval < Intervals)
            return (new Passage(orbit.First, PassageKind.LeftEnd, orbit.Left, wells.Barrier(orbit.First)), interval);
        int crossed = (interval - Intervals) / CrossingIntervals;
        int well = orbit.First + 1 + crossed;
        return well < orbit.Last
            ? (new Passage(well, PassageKind.Crossing, wells.Barrier(well - 1), wells.Barrier(well)), interval - Intervals - (crossed * CrossingIntervals))
            : (new Passage(orbit.Last, PassageKind.RightEnd, wells.Barrier(orbit.Last - 1), orbit.Right), interval - Intervals - ((orbit.Last - orbit.First - 1) * CrossingIntervals));
    }

    /// <summary>The place of a node of a passage.</summary>
    public double Position(in Passage passage, int node)
    {
        double fraction = (passage.Kind == PassageKind.Crossing ? crossingFractions : fractions)[node];
        return ((1 - fraction) * passage.From) + (fraction * passage.To);
    }

    /// <summary>The place of a node of an orbit.</summary>
    public double Position(in Orbit orbit, int node)
    {
        bool isEnd = node == Count(orbit);
        (Passage passage, int at) = Find(orbit, isEnd ? node - 1 : node);
        return Position(passage, isEnd ? at + 1 : at);
    }

    /// <summary>The speed at a node of an orbit, from the energy; 0 where it turns.</summary>
    public double Speed(in Orbit orbit, int node) =>
        node == 0 || node == Count(orbit) ? 0 : wells.Speed(orbit, Position(orbit, node));

    private static double[] Fractions(int count)
    {
        double[] values = new double[count + 1];
        for (int i = 0; i <= count; i++)
            values[i] = Math.Pow(Math.Sin(0.5 * Math.PI * i / count), 2);
        return values;
    }
}
