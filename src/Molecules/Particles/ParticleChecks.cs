namespace LatentSim.Molecules.Particles;

/// <summary>What every method asks of its arguments.</summary>
internal static class ParticleChecks
{
    // A particle that a run left at the wall may be this much beyond it, of the radius.
    private const double Rounding = 1e-12;

    internal static void Require(ParticleSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (system.Problem() is { } problem)
            throw new ArgumentException($"{problem.Field}: {problem.Problem}", nameof(system));
    }

    internal static void RequireTimestep(double timestep)
    {
        if (!(timestep > 0) || !double.IsFinite(timestep))
            throw new ArgumentException(FormattableString.Invariant($"The timestep is {timestep}, expected a positive number."), nameof(timestep));
    }

    internal static void RequireLength(int length, int expected, string name)
    {
        if (length != expected)
            throw new ArgumentException($"{length} numbers, expected {expected}.", name);
    }

    internal static void Require(ParticleSystem system, ParticleState state)
    {
        Require(system);
        ArgumentNullException.ThrowIfNull(state);
        RequireLength(state.Positions.Length, system.CoordinateCount, nameof(state));
        RequireLength(state.Velocities.Length, system.CoordinateCount, nameof(state));
        if (!(state.Mass > 0) || !double.IsFinite(state.Mass) || !double.IsFinite(state.Stiffness))
            throw new ArgumentException(FormattableString.Invariant($"The mass {state.Mass} must be positive and the stiffness {state.Stiffness} finite."), nameof(state));
        if (system.Boundary == ParticleBoundary.Sphere && !SphereWall.Holds(state.Positions, system.Size * (1 + Rounding)))
            throw new ArgumentException(FormattableString.Invariant($"A particle is outside the sphere of radius {system.Size}."), nameof(state));
    }
}
