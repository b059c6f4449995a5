using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Configuration;

/// <summary>Newtonian particles, and the sweep of trajectories that an integrator is trained on (Kadupitiya, Fox and Jadhao 2020). All in reduced units.</summary>
public sealed class ParticleSettings
{
    /// <summary>The potential: harmonic, lennard-jones-1d, double-well, rugged, or lennard-jones for many particles.</summary>
    public string Potential { get; set; } = "";

    /// <summary>The number of particles.</summary>
    public int Count { get; set; } = 1;

    /// <summary>The enclosure: none, periodic or sphere.</summary>
    public string Boundary { get; set; } = "none";

    /// <summary>The edge of the periodic cube or the radius of the sphere.</summary>
    public double Size { get; set; }

    /// <summary>The depth of the Lennard-Jones potentials.</summary>
    public double Epsilon { get; set; } = 1;

    /// <summary>The length of the Lennard-Jones potentials.</summary>
    public double Sigma { get; set; } = 1;

    /// <summary>The least and the greatest mass.</summary>
    public List<double> Mass { get; set; } = [1, 1];

    /// <summary>The least and the greatest spring constant.</summary>
    public List<double> Stiffness { get; set; } = [1, 1];

    /// <summary>The least and the greatest of each coordinate at the start.</summary>
    public List<double> Start { get; set; } = [];

    /// <summary>The timestep Delta of velocity Verlet, which is taken for the truth.</summary>
    public double VerletTimestep { get; set; } = 0.001;

    /// <summary>The number of trajectories.</summary>
    public int Simulations { get; set; } = 500;

    /// <summary>The time that each lasts, t_f.</summary>
    public double Duration { get; set; } = 100;

    /// <summary>The system.</summary>
    internal ParticleSystem System => new()
    {
        Potential = ParticleNames.Potential(Potential) ?? ParticlePotential.Harmonic,
        Particles = Count,
        Boundary = ParticleNames.Boundary(Boundary) ?? ParticleBoundary.None,
        Size = Size,
        Epsilon = Epsilon,
        Sigma = Sigma,
        Mass = Range(Mass),
        Stiffness = Range(Stiffness),
        Start = Range(Start),
        VerletTimestep = VerletTimestep,
    };

    internal void Validate(SettingCheck check)
    {
        check.OneOf("particles.potential", Potential, [.. ParticleNames.Potentials]);
        check.OneOf("particles.boundary", Boundary, [.. ParticleNames.Boundaries]);
        RequireRange(check, "particles.mass", Mass);
        RequireRange(check, "particles.stiffness", Stiffness);
        RequireRange(check, "particles.start", Start);
        if (System.Problem() is (string field, string problem))
            check.Fail($"particles.{field}", problem);
        check.That(Simulations is > 0 and <= 1_000_000, "particles.simulations", "1 to 1000000", Simulations);
        check.Positive("particles.duration", Duration);
    }

    private static void RequireRange(SettingCheck check, string setting, List<double> range) =>
        check.That(range.Count == 2, setting, "the least and the greatest value, such as [1, 10]", $"[{string.Join(", ", range)}]");

    private static SweepRange Range(List<double> values) => new(values[0], values[1]);
}
