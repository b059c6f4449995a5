using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>
/// What a learned integrator makes of true frames: each frame is one step from the true ones before it, so its errors do not accumulate. It follows a
/// true trajectory that is advanced before it; the first frames, as many as the integrator's window holds, are true themselves.
/// </summary>
internal sealed class OneStepTrajectory : ITrajectory
{
    private readonly ITrajectory truth;
    private readonly IIntegrator integrator;
    private readonly ParticleState start;
    private readonly TrueWindow window;
    private readonly double[] state;
    private readonly double[] frame;
    private bool leadsTruth;

    /// <summary>Begins at the start of a true trajectory.</summary>
    public OneStepTrajectory(ITrajectory truth, ParticleState start, IIntegrator integrator)
    {
        if (truth.Index != 0)
            throw new ArgumentException("The true trajectory has left its start.", nameof(truth));
        this.truth = truth;
        this.start = start;
        this.integrator = integrator;
        state = new double[integrator.StateLength];
        frame = [.. truth.Frame];
        window = new TrueWindow(integrator.Window, integrator.FrameLength);
        window.Add(frame);
    }

    public double Interval => truth.Interval;

    public long Index { get; private set; }

    public bool IsOwn => Index >= integrator.Window;

    public ReadOnlySpan<double> Frame => frame;

    /// <summary>One that advances a true trajectory of its own.</summary>
    public static OneStepTrajectory WithOwnTruth(ParticleSystem system, ParticleState start, IIntegrator integrator, double timestep) =>
        new(VerletTrajectory.Truth(system, start, timestep), start, integrator) { leadsTruth = true };

    public void Advance()
    {
        Index++;
        if (leadsTruth)
            truth.Advance();
        if (truth.Index != Index)
            throw new InvalidOperationException($"The true trajectory is at frame {truth.Index}, expected {Index}.");
        if (IsOwn)
        {
            integrator.Start(window.Values, start.Mass, start.Stiffness, state);
            integrator.Step(state);
            integrator.Read(state, frame);
        }
        else
        {
            truth.Frame.CopyTo(frame);
        }

        window.Add(truth.Frame);
    }
}
