using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>
/// A potential on a line as a row of wells, each with one minimum, between barriers, its local maxima. It says on which level set of the energy a particle is;
/// how long the particle takes is not its business.
/// </summary>
internal sealed class PotentialWells
{
    // The rugged potential's smooth part is steeper than its ripples outside this.
    private const double RuggedEdge = 8;
    private const int RuggedScan = 16_000;
    private const double LennardJonesMinimum = 1.122462048309373;

    private readonly ParticleEnergy energy;
    private readonly bool isPositive;
    private readonly double[] barriers;
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
        isPositive = system.Potential == ParticlePotential.LennardJonesWell;
        EscapeEnergy = isPositive ? 0 : double.PositiveInfinity;
        (minima, barriers) = system.Potential switch
        {
            ParticlePotential.Harmonic => (new double[] { 0 }, []),
            ParticlePotential.LennardJonesWell => ([LennardJonesMinimum * system.Sigma], []),
            ParticlePotential.DoubleWell => ([-1, 1], [0]),
            _ => Scan(),
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

    /// <summary>The energy of a well's minimum; it does not depend on the stiffness.</summary>
    public double Bottom(int well) => bottoms[well];

    /// <summary>The potential energy.</summary>
    public double Energy(double x, double stiffness) => energy.Potential(new ReadOnlySpan<double>(in x), stiffness);

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

    private (double[] Minima, double[] Barriers) Scan()
    {
        List<double> valleys = [];
        List<double> peaks = [];
        double step = 2 * RuggedEdge / RuggedScan;
        for (int i = 0; i < RuggedScan; i++)
        {
            double from = -RuggedEdge + (i * step);
            bool isRising = Force(from, 1) < 0;
            if (isRising != Force(from + step, 1) < 0)
                (isRising ? peaks : valleys).Add(Stationary(from, from + step, isRising));
        }

        return ([.. valleys], [.. peaks]);
    }

    private double Stationary(double from, double to, bool isRising)
    {
        while (true)
        {
            double middle = 0.5 * (from + to);
            if (middle == from || middle == to)
                return middle;
            if (Force(middle, 1) < 0 == isRising)
                from = middle;
            else
                to = middle;
        }
    }
}
