using LatentSim.Molecules.Potentials;
using LatentSim.Molecules.Random;

namespace LatentSim.Molecules.Dynamics;

/// <summary>
/// Langevin dynamics by the BAOAB splitting (Leimkuhler and Matthews, Appl. Math. Res. Express 2013, 34; J. Chem. Phys. 138, 174102 (2013)): half a kick,
/// half a drift, friction and noise exactly, half a drift, half a kick. Without friction it is velocity Verlet. One trajectory; it is a pure function
/// of the settings, the start and the trajectory's index. Allocates nothing per step.
/// </summary>
public sealed class LangevinIntegrator
{
    private readonly IPotential _potential;
    private readonly LangevinSettings _settings;
    private readonly int _trajectory;
    private readonly double[] _positions;
    private readonly double[] _velocities;
    private readonly double[] _forces;
    private readonly double[] _noise;
    private readonly double[] _halfKicks;
    private readonly double[] _noiseScales;
    private readonly double[] _masses;
    private readonly double _memory;

    /// <summary>Starts a trajectory, with velocities from the Maxwell-Boltzmann distribution (zero where kT is).</summary>
    /// <param name="potential">The potential; trajectories may share it.</param>
    /// <param name="masses">[coordinate], amu.</param>
    /// <param name="start">[coordinate], nm.</param>
    /// <param name="settings">Timestep, friction, temperature and seed.</param>
    /// <param name="trajectory">The trajectory's index, from zero.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a number is out of range.</exception>
    public LangevinIntegrator(IPotential potential, ReadOnlySpan<double> masses, ReadOnlySpan<double> start, LangevinSettings settings, int trajectory)
    {
        Check(potential, masses, start, settings);
        ArgumentOutOfRangeException.ThrowIfNegative(trajectory);
        _potential = potential;
        _settings = settings;
        _trajectory = trajectory;
        _positions = start.ToArray();
        _masses = masses.ToArray();
        _velocities = new double[start.Length];
        _forces = new double[start.Length];
        _noise = new double[start.Length];

        // The platform's exponential may differ in the last place of a double, and a trajectory is chaotic: a float is the same everywhere.
        _memory = (float)Math.Exp(-settings.Friction * settings.TimeStep);
        _halfKicks = [.. _masses.Select(mass => 0.5 * settings.TimeStep / mass)];
        _noiseScales = [.. _masses.Select(mass => Math.Sqrt((1 - (_memory * _memory)) * settings.ThermalEnergy / mass))];
        GaussianNoise.Fill(_noise, settings.Seed, trajectory, 0, RandomPurpose.Velocities);
        for (int i = 0; i < _velocities.Length; i++)
            _velocities[i] = Math.Sqrt(settings.ThermalEnergy / _masses[i]) * _noise[i];
        PotentialEnergy = _potential.AddForces(_positions, _forces);
    }

    /// <summary>Steps done.</summary>
    public long Step { get; private set; }

    /// <summary>[coordinate], nm.</summary>
    public ReadOnlySpan<double> Positions => _positions;

    /// <summary>[coordinate], nm/ps.</summary>
    public Span<double> Velocities => _velocities;

    /// <summary>The potential energy, kJ/mol.</summary>
    public double PotentialEnergy { get; private set; }

    /// <summary>The kinetic energy, kJ/mol.</summary>
    public double KineticEnergy
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < _velocities.Length; i++)
                sum += 0.5 * _masses[i] * _velocities[i] * _velocities[i];
            return sum;
        }
    }

    /// <summary>Does some steps.</summary>
    /// <exception cref="InvalidOperationException">The energy is no longer a number: the timestep is too long.</exception>
    public void Advance(long steps)
    {
        for (long i = 0; i < steps; i++)
            AdvanceOne();
        if (!double.IsFinite(PotentialEnergy))
            throw new InvalidOperationException(
                FormattableString.Invariant($"The energy of trajectory {_trajectory} is {PotentialEnergy} after step {Step}; a timestep below {_settings.TimeStep} ps is needed."));
    }

    private void AdvanceOne()
    {
        double halfStep = 0.5 * _settings.TimeStep;
        Span<double> velocities = _velocities;
        Span<double> positions = _positions.AsSpan(0, velocities.Length);
        Span<double> forces = _forces.AsSpan(0, velocities.Length);
        Span<double> noise = _noise.AsSpan(0, velocities.Length);
        Span<double> kicks = _halfKicks.AsSpan(0, velocities.Length);
        Span<double> scales = _noiseScales.AsSpan(0, velocities.Length);
        if (_settings.Friction > 0)
            GaussianNoise.Fill(noise, _settings.Seed, _trajectory, Step, RandomPurpose.Thermostat);
        for (int i = 0; i < velocities.Length; i++)
        {
            double velocity = velocities[i] + (kicks[i] * forces[i]);
            double position = positions[i] + (halfStep * velocity);
            velocity = (_memory * velocity) + (scales[i] * noise[i]);
            positions[i] = position + (halfStep * velocity);
            velocities[i] = velocity;
        }

        forces.Clear();
        PotentialEnergy = _potential.AddForces(positions, forces);
        for (int i = 0; i < velocities.Length; i++)
            velocities[i] += kicks[i] * forces[i];
        Step++;
    }

    private static void Check(IPotential potential, ReadOnlySpan<double> masses, ReadOnlySpan<double> start, LangevinSettings settings)
    {
        if (masses.Length != potential.CoordinateCount || start.Length != potential.CoordinateCount)
            throw new ArgumentException($"The potential has {potential.CoordinateCount} coordinates, but there are {masses.Length} masses and {start.Length} positions.");
        foreach (double mass in masses)
            if (!(mass > 0) || !double.IsFinite(mass))
                throw new ArgumentException($"A mass is {mass}; all must be positive.", nameof(masses));
        foreach (double position in start)
            if (!double.IsFinite(position))
                throw new ArgumentException("A start position is not finite.", nameof(start));
        bool isGood = settings.TimeStep > 0 && settings.Friction >= 0 && settings.ThermalEnergy >= 0
            && double.IsFinite(settings.TimeStep) && double.IsFinite(settings.Friction) && double.IsFinite(settings.ThermalEnergy);
        if (!isGood)
            throw new ArgumentException($"The timestep must be positive, friction and thermal energy at least zero: {settings}.", nameof(settings));
    }
}
