using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace Engine.Tests.Experiments;

/// <summary>An integrator that is Verlet inside, so that its error is zero; each step may add something to its frame.</summary>
internal sealed class VerletInside(ParticleSystem system, double timestep, int window = 1, Action<double[]>? spoil = null) : IIntegrator
{
    public int Window => window;

    public int FrameLength => 2 * system.CoordinateCount;

    public int StateLength => FrameLength + 2;

    public void Start(ReadOnlySpan<double> frames, double mass, double stiffness, Span<double> state)
    {
        Assert.Equal(window * FrameLength, frames.Length);
        frames[^FrameLength..].CopyTo(state);
        (state[^2], state[^1]) = (mass, stiffness);
    }

    public void Step(Span<double> states)
    {
        for (int w = 0; w < states.Length; w += StateLength)
        {
            Span<double> state = states.Slice(w, StateLength);
            int half = system.CoordinateCount;
            var verlet = new ParticleVerlet(system, new ParticleState(state[^2], state[^1], state[..half].ToArray(), state[half..FrameLength].ToArray()), system.VerletTimestep);
            verlet.Advance((long)Math.Round(timestep / system.VerletTimestep));
            double[] frame = new double[FrameLength];
            verlet.CopyFrame(frame);
            spoil?.Invoke(frame);
            frame.CopyTo(state);
        }
    }

    public void Read(ReadOnlySpan<double> state, Span<double> frame) => state[..FrameLength].CopyTo(frame);
}

/// <summary>The exact harmonic oscillator of unit mass and spring constant, whose energy grows as E_0 (1 + rate t).</summary>
internal sealed class GrowingOscillator(double timestep, double rate) : IIntegrator
{
    public int Window => 1;

    public int FrameLength => 2;

    public int StateLength => 3;

    public void Start(ReadOnlySpan<double> window, double mass, double stiffness, Span<double> state)
    {
        window.CopyTo(state);
        state[2] = 0;
    }

    public void Step(Span<double> states)
    {
        (double sine, double cosine) = Math.SinCos(timestep);
        double growth = Math.Sqrt((1 + (rate * (states[2] + timestep))) / (1 + (rate * states[2])));
        (states[0], states[1]) = (growth * ((cosine * states[0]) + (sine * states[1])), growth * ((cosine * states[1]) - (sine * states[0])));
        states[2] += timestep;
    }

    public void Read(ReadOnlySpan<double> state, Span<double> frame) => state[..2].CopyTo(frame);
}
