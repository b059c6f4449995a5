namespace LatentSim.Engine.Experiments;

/// <summary>What Kadupitiya, Fox and Jadhao (2020) print.</summary>
internal static class PaperFigures
{
    /// <summary>t_V of 16 particles, in seconds.</summary>
    public const double VerletStep = 0.04392;

    /// <summary>t_R of 16 particles, in seconds.</summary>
    public const double IntegratorStep = 0.0026;

    /// <summary>The average divergences for a momentum of 1e-4 and of 1e-3: by Verlet, and by the integrator.</summary>
    public static IReadOnlyList<(double Momentum, double Verlet, double Integrator)> Divergences { get; } = [(1e-4, 0.0152, 0.0153), (1e-3, 0.148, 0.149)];

    private static readonly (double Timestep, double Error)[] PositionErrors = [(0.1, 0.001), (0.4, 0.002), (1, 0.003), (4, 0.004)];

    private static readonly double[] SpeedupTimesteps = [0.1, 0.2, 0.4, 1, 2, 4];

    private static readonly (string Potential, int Particles, double[] Values)[] Speedups =
    [
        ("harmonic", 1, [0.5, 1.3, 3.2, 8.6, 20, 45]),
        ("lennard-jones-1d", 1, [0.9, 1.5, 3.9, 12.8, 22.5, 42.3]),
        ("double-well", 1, [0.6, 1.2, 2.8, 8.7, 17.3, 38]),
        ("rugged", 1, [0.4, 0.8, 2.1, 4.7, 9.7, 20.6]),
        ("lennard-jones", 8, [600, 1000, 1500, 5500, 8300, 12000]),
        ("lennard-jones", 16, [3000, 4900, 7100, 20000, 28000, 32000]),
    ];

    /// <summary>The position error averaged over the four systems of one dimension; null for other timesteps.</summary>
    public static double? PositionError(double timestep) => Array.Find(PositionErrors, entry => Same(entry.Timestep, timestep)) is { Error: > 0 } found ? found.Error : null;

    /// <summary>The net speedup of Table I; null where it has none.</summary>
    public static double? Speedup(SystemSummary system, double timestep)
    {
        int column = Array.FindIndex(SpeedupTimesteps, entry => Same(entry, timestep));
        double[]? row = Array.Find(Speedups, entry => entry.Potential == system.Potential && entry.Particles == system.Particles).Values;
        return column >= 0 && row is not null ? row[column] : null;
    }

    private static bool Same(double first, double second) => Math.Abs(first - second) < 1e-9;
}
