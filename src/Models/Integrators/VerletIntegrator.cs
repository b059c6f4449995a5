using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>Velocity Verlet in steps of Delta_R. A state is mass, spring constant, positions and velocities. Unlike learned integrators it allocates a little in each step.</summary>
internal sealed class VerletIntegrator : IIntegrator
{
    private const int Parameters = 2;

    private readonly ParticleSystem system;
    private readonly int substeps;
    private readonly double substep;

    /// <exception cref="ArgumentException">The timestep is no whole multiple of the system's.</exception>
    public VerletIntegrator(ParticleSystem system, double timestep)
    {
        substeps = VerletWindow.StepsOf(system, timestep);
        substep = timestep / substeps;
        this.system = system;
    }

    /// <inheritdoc/>
    public int Window => 1;

    /// <inheritdoc/>
    public int FrameLength => 2 * system.CoordinateCount;

    /// <inheritdoc/>
    public int StateLength => Parameters + FrameLength;

    /// <inheritdoc/>
    public void Start(ReadOnlySpan<double> window, double mass, double stiffness, Span<double> state)
    {
        (state[0], state[1]) = (mass, stiffness);
        window.CopyTo(state[Parameters..]);
    }

    /// <inheritdoc/>
    public void Step(Span<double> states)
    {
        for (int first = 0; first < states.Length; first += StateLength)
            StepOne(states.Slice(first, StateLength));
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<double> state, Span<double> frame) => state[Parameters..].CopyTo(frame);

    private void StepOne(Span<double> state)
    {
        Span<double> frame = state[Parameters..];
        Span<double> positions = frame[..system.CoordinateCount];
        if (system.Boundary == ParticleBoundary.Sphere)
            PullInside(positions);
        var verlet = new ParticleVerlet(system, new ParticleState(state[0], state[1], positions.ToArray(), frame[system.CoordinateCount..].ToArray()), substep);
        verlet.Advance(substeps);
        verlet.CopyFrame(frame);
    }

    // Rounding may have put a particle that touches the wall beyond it.
    private void PullInside(Span<double> positions)
    {
        for (int i = 0; i < positions.Length; i += 3)
        {
            double radius = Math.Sqrt((positions[i] * positions[i]) + (positions[i + 1] * positions[i + 1]) + (positions[i + 2] * positions[i + 2]));
            if (!(radius >= system.Size))
                continue;
            double scale = system.Size * (1 - 1e-12) / radius;
            for (int k = 0; k < 3; k++)
                positions[i + k] *= scale;
        }
    }
}
