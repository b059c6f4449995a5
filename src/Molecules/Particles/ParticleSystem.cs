namespace LatentSim.Molecules.Particles;

/// <summary>
/// A system of Newtonian particles as a learned integrator is trained on it: the potential, the enclosure and the ranges of the parameters that its
/// training sweeps (Kadupitiya, Fox and Jadhao 2020, supporting information). All quantities are in reduced units.
/// </summary>
public sealed record ParticleSystem
{
    /// <summary>The most particles of a system.</summary>
    public const int MostParticles = 1024;

    /// <summary>The potential energy.</summary>
    public required ParticlePotential Potential { get; init; }

    /// <summary>The number of particles; one but for <see cref="ParticlePotential.LennardJones"/>.</summary>
    public int Particles { get; init; } = 1;

    /// <summary>The enclosure.</summary>
    public ParticleBoundary Boundary { get; init; } = ParticleBoundary.None;

    /// <summary>The edge of the periodic cube or the radius of the sphere.</summary>
    public double Size { get; init; }

    /// <summary>The depth epsilon of the Lennard-Jones potentials.</summary>
    public double Epsilon { get; init; } = 1;

    /// <summary>The length sigma of the Lennard-Jones potentials.</summary>
    public double Sigma { get; init; } = 1;

    /// <summary>The masses of the sweep.</summary>
    public SweepRange Mass { get; init; } = new(1, 1);

    /// <summary>The spring constants of the sweep, for <see cref="ParticlePotential.Harmonic"/>.</summary>
    public SweepRange Stiffness { get; init; } = new(1, 1);

    /// <summary>The positions that each coordinate of the sweep starts from, at rest.</summary>
    public required SweepRange Start { get; init; }

    /// <summary>The timestep Delta of the velocity Verlet integrator that is taken for the truth.</summary>
    public double VerletTimestep { get; init; } = 0.001;

    /// <summary>The number of coordinates of a particle.</summary>
    public int Dimensions => Potential == ParticlePotential.LennardJones ? 3 : 1;

    /// <summary>The number of coordinates of all particles; a frame is as many positions followed by as many velocities.</summary>
    public int CoordinateCount => Particles * Dimensions;

    /// <summary>What is wrong, as a field and what was expected of it; null if nothing is.</summary>
    public (string Field, string Problem)? Problem()
    {
        bool isFluid = Potential == ParticlePotential.LennardJones;
        if (!Enum.IsDefined(Potential) || !Enum.IsDefined(Boundary))
            return ("potential", "a potential or boundary that is not known");
        if (Particles < 1 || Particles > MostParticles || (!isFluid && Particles != 1))
            return ("count", $"{Particles} particles, expected {(isFluid ? $"1 to {MostParticles}" : "1")}");
        if (isFluid == (Boundary == ParticleBoundary.None))
            return ("boundary", $"{Boundary}, expected {(isFluid ? "a periodic cube or a sphere" : "none")}");
        if (isFluid && !IsPositive(Size))
            return ("size", FormattableString.Invariant($"{Size}, expected a positive length"));
        if (!IsPositive(Epsilon) || !IsPositive(Sigma))
            return ("epsilon", FormattableString.Invariant($"epsilon {Epsilon} and sigma {Sigma}, expected positive numbers"));
        if (!IsPositive(VerletTimestep))
            return ("verlet-timestep", FormattableString.Invariant($"{VerletTimestep}, expected a positive number"));
        if (RangeProblem(Mass, true) is { } mass)
            return ("mass", mass);
        if (RangeProblem(Stiffness, true) is { } stiffness)
            return ("stiffness", stiffness);
        return RangeProblem(Start, Potential == ParticlePotential.LennardJonesWell) is { } start ? ("start", start) : null;
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private static string? RangeProblem(SweepRange range, bool isPositive)
    {
        bool isGood = double.IsFinite(range.Minimum) && double.IsFinite(range.Maximum) && range.Minimum <= range.Maximum && (!isPositive || range.Minimum > 0);
        return isGood ? null : FormattableString.Invariant($"{range.Minimum} to {range.Maximum}, expected ascending {(isPositive ? "positive " : "")}numbers");
    }
}
