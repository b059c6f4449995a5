namespace LatentSim.Models.Integrators;

/// <summary>
/// A learned integrator R as it runs: it steps a system by Delta_R, which is many Verlet timesteps. A frame is all positions followed by all velocities,
/// double[2, particle, dimension]. What a walker's next step depends on is its state, numbers that only the integrator knows the meaning of.
/// An instance is used by one thread at a time; it allocates nothing per step, and a walker's numbers do not depend on the walkers beside it.
/// </summary>
public interface IIntegrator
{
    /// <summary>The frames, Delta_R apart, that Verlet makes before the integrator takes over: S_R of the paper, 1 for an integrator without a memory.</summary>
    int Window { get; }

    /// <summary>The length of a frame, twice the number of coordinates.</summary>
    int FrameLength { get; }

    /// <summary>The length of a walker's state.</summary>
    int StateLength { get; }

    /// <summary>Makes a walker's state from true frames.</summary>
    /// <param name="window">[<see cref="Window"/>, <see cref="FrameLength"/>], oldest first, Delta_R apart.</param>
    /// <param name="mass">The mass of its particles.</param>
    /// <param name="stiffness">The spring constant of its potential; 1 where there is none.</param>
    /// <param name="state">[<see cref="StateLength"/>], the state at the last frame of the window.</param>
    void Start(ReadOnlySpan<double> window, double mass, double stiffness, Span<double> state);

    /// <summary>Advances walkers by Delta_R.</summary>
    /// <param name="states">[walker, <see cref="StateLength"/>].</param>
    void Step(Span<double> states);

    /// <summary>The frame that a state stands for.</summary>
    /// <param name="state">[<see cref="StateLength"/>].</param>
    /// <param name="frame">[<see cref="FrameLength"/>]; positions in a periodic box may be wrapped or not.</param>
    void Read(ReadOnlySpan<double> state, Span<double> frame);
}
