using LatentSim.Models.Integrators;

namespace LatentSim.Models.Training;

/// <summary>
/// Measures, from the steps of a trajectory that starts at rest, how long the particle takes from each node of its orbit to the next: a mean over all its ways to
/// the right and to the left.
/// </summary>
internal sealed class NodeTimes
{
    private readonly double[] positions;
    private readonly double[] sums;
    private readonly int[] counts;
    private int direction;
    private int passed;
    private double passedAt;

    /// <param name="nodes">The nodes.</param>
    /// <param name="orbit">The orbit.</param>
    /// <param name="start">The turning point that the trajectory starts from at time 0.</param>
    public NodeTimes(OrbitNodes nodes, in Orbit orbit, double start)
    {
        int count = nodes.Count(orbit);
        positions = new double[count + 1];
        for (int node = 0; node <= count; node++)
            positions[node] = nodes.Position(orbit, node);
        sums = new double[count];
        counts = new int[count];
        direction = start - orbit.Left < orbit.Right - start ? 1 : -1;
        passed = direction > 0 ? 0 : count;
    }

    /// <summary>Whether the trajectory has left its orbit, as one can that all but touches a barrier.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The number of intervals.</summary>
    public int Count => sums.Length;

    /// <summary>The mean time through an interval; NaN if the trajectory has not been all through it.</summary>
    public double Mean(int interval) => counts[interval] > 0 ? sums[interval] / counts[interval] : double.NaN;

    /// <summary>Adds a step of the trajectory.</summary>
    public void Add(in VerletStep step)
    {
        double share = 0;
        while (!IsLost && TryPass(step, ref share))
        {
        }
    }

    // The next node, if the particle gets to it after a share of the step.
    private bool TryPass(in VerletStep step, ref double share)
    {
        int next = passed + direction;
        bool isTurn = next == 0 || next == sums.Length;
        bool isReached = isTurn ? direction * step.ToVelocity <= 0 : direction * (step.To - positions[next]) >= 0;
        if (!isReached)
        {
            IsLost = !isTurn && direction * step.ToVelocity < 0;
            return false;
        }

        share = isTurn ? Math.Max(share, step.Turn) : step.Passes(positions[next], share);
        double now = step.Time + (share * step.Duration);
        int interval = Math.Min(passed, next);
        sums[interval] += now - passedAt;
        counts[interval]++;
        passedAt = now;
        passed = next;
        if (isTurn)
            direction = -direction;
        return true;
    }
}
