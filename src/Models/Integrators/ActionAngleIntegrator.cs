using LatentSim.Molecules;
using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>
/// Moves one particle on a line in action-angle variables: the orbit stays and the angle advances by omega Delta_R, whatever Delta_R is, so that nothing accumulates but
/// the error of omega. A walker's state holds its phase, the angle over pi in [-1, 1), negative on the way to the left; the orbit; and the shares of
/// half a period at which it is at each node. Between nodes the position is the cubic that has the speeds at both; the velocity is that of the orbit's energy.
/// That energy is the one that Verlet conserves: it stays to rounding, and is off that of the first frame by a constant of the order of Verlet's timestep squared.
/// </summary>
public sealed class ActionAngleIntegrator : IIntegrator
{
    private const int PhaseAt = 0;
    private const int AdvanceAt = 1;
    private const int EnergyAt = 2;
    private const int MassAt = 3;
    private const int StiffnessAt = 4;
    private const int LeftAt = 5;
    private const int RightAt = 6;
    private const int FirstAt = 7;
    private const int LastAt = 8;
    private const int HalfPeriodAt = 9;
    private const int SharesAt = 10;

    // Numbers of a true frame are off by Verlet's error, and with them the orbit.
    private const double SweepTolerance = 1e-3;

    // A start at the wall can be on any orbit that all but escapes, of which a sweep has next to none: energies, which are negative, up to the shallowest but those.
    private const double MostEscapeShare = 0.8;

    private readonly ParticleSystem system;
    private readonly PotentialWells wells;
    private readonly OrbitNodes nodes;
    private readonly OrbitClock clock;
    private readonly double timestep;

    internal ActionAngleIntegrator(ActionAngleWeights weights, ParticleSystem system, double timestep)
    {
        if (!(timestep > 0) || !double.IsFinite(timestep))
            throw new ArgumentException(FormattableString.Invariant($"The timestep is {timestep}, expected a positive number."), nameof(timestep));
        this.system = system;
        this.timestep = timestep;
        wells = new PotentialWells(system);
        nodes = new OrbitNodes(wells, weights.Intervals, weights.CrossingIntervals);
        clock = new OrbitClock(wells, nodes, weights);
    }

    /// <inheritdoc/>
    public int Window => 1;

    /// <inheritdoc/>
    public int FrameLength => 2;

    /// <inheritdoc/>
    public int StateLength => SharesAt + nodes.MostIntervals + 1;

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The particle escapes, or its mass, spring constant or orbit was not swept.</exception>
    public void Start(ReadOnlySpan<double> window, double mass, double stiffness, Span<double> state)
    {
        RequireLength(window.Length, FrameLength, nameof(window));
        RequireLength(state.Length, StateLength, nameof(state));
        RequireSwept("mass", mass, system.Mass);
        RequireSwept("stiffness", stiffness, system.Potential == ParticlePotential.Harmonic ? system.Stiffness : new SweepRange(stiffness, stiffness));
        Orbit orbit = OrbitOf(window[0], window[1], mass, stiffness);

        state.Clear();
        state[EnergyAt] = orbit.Energy;
        state[MassAt] = mass;
        state[StiffnessAt] = stiffness;
        state[LeftAt] = orbit.Left;
        state[RightAt] = orbit.Right;
        state[FirstAt] = orbit.First;
        state[LastAt] = orbit.Last;
        if (orbit.Rests)
            return;
        double halfPeriod = FillShares(orbit, state[SharesAt..]);
        state[HalfPeriodAt] = halfPeriod;
        state[AdvanceAt] = Wrap(Math.IEEERemainder(timestep / halfPeriod, 2));
        double phase = OrbitPosition.Share(nodes, orbit, state[SharesAt..], halfPeriod, window[0]);
        state[PhaseAt] = Wrap(window[1] < 0 ? -phase : phase);
    }

    /// <inheritdoc/>
    public void Step(Span<double> states)
    {
        int length = StateLength;
        if (states.Length % length != 0)
            throw new ArgumentException($"{states.Length} numbers, expected a multiple of {length}.", nameof(states));
        for (int at = 0; at < states.Length; at += length)
            states[at + PhaseAt] = Wrap(states[at + PhaseAt] + states[at + AdvanceAt]);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<double> state, Span<double> frame)
    {
        RequireLength(state.Length, StateLength, nameof(state));
        RequireLength(frame.Length, FrameLength, nameof(frame));
        Orbit orbit = new(state[MassAt], state[StiffnessAt], state[EnergyAt], state[LeftAt], state[RightAt], (int)state[FirstAt], (int)state[LastAt]);
        if (orbit.Rests)
        {
            frame[0] = orbit.Left;
            frame[1] = 0;
            return;
        }

        double phase = state[PhaseAt];
        double x = OrbitPosition.At(nodes, orbit, state[SharesAt..], state[HalfPeriodAt], Math.Abs(phase));
        double speed = wells.Speed(orbit, x);
        frame[0] = x;
        frame[1] = phase < 0 ? -speed : speed;
    }

    private static double Wrap(double phase) => phase >= 1 ? phase - 2 : phase < -1 ? phase + 2 : phase;

    private static void RequireLength(int length, int expected, string name)
    {
        if (length != expected)
            throw new ArgumentException($"{length} numbers, expected {expected}.", name);
    }

    private static void RequireSwept(string field, double value, SweepRange range)
    {
        double slack = 1e-9 * Math.Abs(range.Maximum);
        if (!(value >= range.Minimum - slack && value <= range.Maximum + slack))
            throw new InvalidInputException("start", field, FormattableString.Invariant($"{value} was not swept when the integrator was trained, expected {range.Minimum} to {range.Maximum}"));
    }

    private double FillShares(in Orbit orbit, Span<double> shares)
    {
        int count = nodes.Count(orbit);
        clock.Durations(orbit, shares.Slice(1, count));
        double sum = 0;
        for (int j = 1; j <= count; j++)
            shares[j] = sum += shares[j];
        for (int j = 1; j < count; j++)
            shares[j] /= sum;
        shares[count] = 1;
        return sum;
    }

    private Orbit OrbitOf(double x, double velocity, double mass, double stiffness)
    {
        if (!double.IsFinite(x) || !double.IsFinite(velocity) || (x <= 0 && system.Potential == ParticlePotential.LennardJonesWell))
            throw new InvalidInputException("start", "position", FormattableString.Invariant($"position {x} and velocity {velocity}, expected a point where the potential is finite"));
        Orbit orbit = Orbit.Through(wells, x, velocity, mass, stiffness)
            ?? throw new InvalidInputException("start", "position", FormattableString.Invariant($"at {x} with velocity {velocity} the particle escapes: it has no orbit for an action-angle integrator to follow"));
        if (!IsSwept(orbit))
            throw new InvalidInputException("start", "position", FormattableString.Invariant($"the orbit through {x} with velocity {velocity} turns at {orbit.Left} and {orbit.Right}; the integrator was trained on orbits that start at rest between {system.Start.Minimum} and {system.Start.Maximum}"));
        return orbit;
    }

    private bool IsSwept(in Orbit orbit)
    {
        double slack = SweepTolerance * (system.Start.Maximum - system.Start.Minimum);
        if (double.IsFinite(wells.EscapeEnergy))
            return orbit.Energy <= MostEscapeShare * Math.Max(wells.Energy(system.Start.Minimum + slack, 1), wells.Energy(system.Start.Maximum, 1));
        double least = system.Start.Minimum - slack;
        double most = system.Start.Maximum + slack;
        return (orbit.Left >= least && orbit.Left <= most) || (orbit.Right >= least && orbit.Right <= most);
    }
}
