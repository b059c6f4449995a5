using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>A learned integrator on its own output. Verlet makes the first frames, as many as its window holds; from then on nothing true is seen.</summary>
internal sealed class FreeRunningTrajectory : ITrajectory
{
    private readonly IIntegrator integrator;
    private readonly double[] state;
    private readonly double[] frame;
    private readonly ParticleState start;
    private readonly TrueWindow window;
    private VerletTrajectory? kickstart;

    /// <summary>Begins at a start.</summary>
    public FreeRunningTrajectory(ParticleSystem system, ParticleState start, IIntegrator integrator, double timestep)
    {
        this.integrator = integrator;
        this.start = start;
        Interval = timestep;
        state = new double[integrator.StateLength];
        frame = new double[integrator.FrameLength];
        window = new TrueWindow(integrator.Window, integrator.FrameLength);
        kickstart = VerletTrajectory.Truth(system, start, timestep);
        TakeTrueFrame(kickstart.Frame);
    }

    public double Interval { get; }

    public long Index { get; private set; }

    public bool IsOwn => Index >= integrator.Window;

    public ReadOnlySpan<double> Frame => frame;

    public void Advance()
    {
        Index++;
        if (kickstart is { } verlet)
        {
            verlet.Advance();
            TakeTrueFrame(verlet.Frame);
            return;
        }

        integrator.Step(state);
        integrator.Read(state, frame);
    }

    private void TakeTrueFrame(ReadOnlySpan<double> trueFrame)
    {
        trueFrame.CopyTo(frame);
        window.Add(trueFrame);
        if (!window.IsFull)
            return;
        integrator.Start(window.Values, start.Mass, start.Stiffness, state);
        kickstart = null;
    }
}
