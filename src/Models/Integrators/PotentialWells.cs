using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>
/// A potential on a line as a row of wells, each with one minimum, between barriers, its local maxima; the pieces of a side between shoulders count as wells, whose
/// minimum is at the lower end. It says on which level set of the energy a particle is; how long the particle takes is not its business.
/// </summary>
internal sealed class PotentialWells
{
    // The rugged potential's smooth part is steeper than its ripples outside this.
    private const double RuggedEdge = 8;
    private const int RuggedScan = 4_000;
    private const double LennardJonesMinimum = 1.122462048309373;
    private const double CurvatureStep = 1e-5;

    private readonly ParticleEnergy energy;
    private readonly double verletTimestep;
    private readonly bool isPositive;
    private readonly double[] barriers;
    private readonly bool[] areBarriers;
    private readonly double[] tops;
    private readonly double[] minima;
    private readonly double[] bottoms;

    /// <summary>Finds the wells of a system.</summary>
    /// <exception cref="ArgumentException">The system is not one particle on a line.</exception>
    public PotentialWells(ParticleSystem system)
    {
        if (system.CoordinateCount != 1)
            throw new ArgumentException($"{system.CoordinateCount} coordinates, expected 1.", nameof(system));
        energy = new ParticleEnergy(system);
        verletTimestep = system.VerletTimestep;
        isPositive = system.Potential == ParticlePotential.LennardJonesWell;
        EscapeEnergy = isPositive ? 0 : double.PositiveInfinity;
        (minima, barriers, areBarriers) = system.Potential switch
        {
            ParticlePotential.Harmonic => (new double[] { 0 }, [], []),
            ParticlePotential.LennardJonesWell => ([LennardJonesMinimum * system.Sigma], [], []),
            ParticlePotential.DoubleWell => ([-1, 1], [0], [true]),
            _ => Scan(system.Start),
        };
        tops = [.. barriers.Select(x => Energy(x, 1))];
        bottoms = [.. minima.Select(x => Energy(x, 1))];
    }

    /// <summary>The number of wells.</summary>
    public int Count => minima.Length;

    /// <summary>The energy from which a particle escapes.</summary>
    public double EscapeEnergy { get; }

    /// <summary>The place of the barrier on the right of a well.</summary>
    public double Barrier(int well) => barriers[well];

    /// <summary>The energy of the barrier on the right of a well.</summary>
    public double Top(int well) => tops[well];

    /// <summary>The place of a well's minimum.</summary>
    public double Minimum(int well) => minima[well];

    /// <summary>The energy of a well's minimum; it does not depend on the stiffness.</summary>
    public double Bottom(int well) => bottoms[well];

    /// <summary>The potential energy.</summary>
    public double Energy(double x, double stiffness) => energy.Potential(new ReadOnlySpan<double>(in x), stiffness);

    /// <summary>
    /// The energy that velocity Verlet with the system's timestep h conserves to fourth order: H + h^2 (v^2 U''(x) / 12 - U'(x)^2 / (24 m)) (Toxvaerd, Phys. Rev. E 50, 2271 (1994)).
    /// Trajectories that begin with equal H on a steep and on a flat side are on different orbits of it, and differ in their periods.
    /// </summary>
    public double VerletEnergy(double x, double velocity, double mass, double stiffness)
    {
        double step = CurvatureStep * Math.Max(Math.Abs(x), CurvatureStep);
        double curvature = (Force(x - step, stiffness) - Force(x + step, stiffness)) / (2 * step);
        double force = Force(x, stiffness);
        double correction = (velocity * velocity * curvature / 12) - (force * force / (24 * mass));
        return Energy(x, stiffness) + (0.5 * mass * velocity * velocity) + (verletTimestep * verletTimestep * correction);
    }

    /// <summary>The force.</summary>
    public double Force(double x, double stiffness)
    {
        double force = 0;
        energy.Forces(new ReadOnlySpan<double>(in x), stiffness, new Span<double>(ref force));
        return force;
    }

    /// <summary>The speed at a point of an orbit, |v| = sqrt(2 (E - U(x)) / m); 0 where it cannot be.</summary>
    public double Speed(in Orbit orbit, double x) => Math.Sqrt(2 * Math.Max(0, orbit.Energy - Energy(x, orbit.Stiffness)) / orbit.Mass);

    /// <summary>The well that holds a point.</summary>
    public int Holding(double x)
    {
        int at = Array.BinarySearch(barriers, x);
        return at >= 0 ? at : ~at;
    }

    /// <summary>The energy below which an orbit that turns in a well on the left does so, or on the right: the barrier's, or that of escape.</summary>
    public double LeftTop(int well) => well == 0 ? double.PositiveInfinity : tops[well - 1];

    /// <inheritdoc cref="LeftTop"/>
    public double RightTop(int well) => well == tops.Length ? EscapeEnergy : tops[well];

    /// <summary>Whether an orbit that just comes over the left end of a well is slow there, or the right end: whether that is the top of a barrier, and not a shoulder.</summary>
    public bool IsSlowOnLeft(int well) => well > 0 && areBarriers[well - 1];

    /// <inheritdoc cref="IsSlowOnLeft"/>
    public bool IsSlowOnRight(int well) => well < areBarriers.Length && areBarriers[well];

    /// <summary>The turning point on the left of a well's minimum.</summary>
    public double LeftTurn(int well, double level, double stiffness)
    {
        double inside = minima[well];
        double outside = well > 0 ? barriers[well - 1] : Beyond(inside, level, stiffness, -1);
        return Turn(inside, outside, level, stiffness);
    }

    /// <summary>The turning point on the right of a well's minimum.</summary>
    public double RightTurn(int well, double level, double stiffness)
    {
        double inside = minima[well];
        double outside = well < barriers.Length ? barriers[well] : Beyond(inside, level, stiffness, 1);
        return Turn(inside, outside, level, stiffness);
    }

    // The potential rises from the minimum to the barrier, so that halving the bracket finds the one crossing, to the last bit.
    private double Turn(double inside, double outside, double level, double stiffness)
    {
        while (true)
        {
            double middle = 0.5 * (inside + outside);
            if (middle == inside || middle == outside)
                return inside;
            if (Energy(middle, stiffness) <= level)
                inside = middle;
            else
                outside = middle;
        }
    }

    private double Beyond(double minimum, double level, double stiffness, int direction)
    {
        for (double reach = 1; ; reach *= 2)
        {
            double x = !isPositive ? minimum + (direction * reach) : direction > 0 ? minimum * (1 + reach) : minimum / (1 + reach);
            if (Energy(x, stiffness) > level)
                return x;
        }
    }

    // Shoulders only where the sweep goes.
    private (double[] Minima, double[] Boundaries, bool[] AreBarriers) Scan(SweepRange start)
    {
        (List<double> valleys, List<double> peaks, List<double> shoulders) = PotentialScan.Find(x => Force(x, 1), -RuggedEdge, RuggedEdge, RuggedScan);
        double highest = Math.Max(Energy(start.Minimum, 1), Energy(start.Maximum, 1));
        double[] boundaries = [.. peaks.Concat(shoulders.Where(x => Energy(x, 1) < highest)).Order()];
        double[] bottoms = new double[boundaries.Length + 1];
        for (int well = 0; well < bottoms.Length; well++)
        {
            double left = well == 0 ? double.NegativeInfinity : boundaries[well - 1];
            double right = well == boundaries.Length ? double.PositiveInfinity : boundaries[well];
            int valley = valleys.FindIndex(x => x > left && x < right);
            bool isLeftSide = double.IsNegativeInfinity(left) || (double.IsFinite(right) && Energy(right, 1) < Energy(left, 1));
            bottoms[well] = valley >= 0 ? valleys[valley] : isLeftSide ? right : left;
        }

        return (bottoms, boundaries, [.. boundaries.Select(x => peaks.Contains(x))]);
    }
}
