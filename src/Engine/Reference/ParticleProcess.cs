using LatentSim.Engine.Runs;
using LatentSim.Engine.Terminal;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace LatentSim.Engine.Reference;

/// <summary>The sweep that an integrator is trained on: velocity Verlet, a frame each Delta_R. One particle is written as .npy of double precision, x and v; many as XTC.</summary>
/// <param name="sweep">The sweep.</param>
internal sealed class ParticleProcess(IntegratorData sweep) : IReferenceProcess
{
    /// <summary>The name of the particles' topology in the folder.</summary>
    public const string TopologyFile = "topology.pdb";

    private const int FramesPerReport = 100;

    private readonly ParticleSystem system = sweep.System;

    /// <inheritdoc/>
    public string Description =>
        $"velocity Verlet: {Display.Count(Trajectories, "trajectory", "trajectories")} of {Duration.In(Simulator.ReducedTime, sweep.Duration)}, a frame each {Duration.In(Simulator.ReducedTime, sweep.Timestep)}, seed {sweep.Seed}";

    /// <inheritdoc/>
    public IEnumerable<string> Summary => [];

    /// <inheritdoc/>
    public string Ending => IsFluid ? ".xtc" : NpyFile.Ending;

    /// <inheritdoc/>
    public int Trajectories => sweep.Simulations;

    /// <inheritdoc/>
    public long Frames => sweep.Frames;

    private bool IsFluid => system.Potential == ParticlePotential.LennardJones;

    /// <inheritdoc/>
    public void Prepare(string folder)
    {
        if (IsFluid)
            File.WriteAllBytes(Path.Combine(folder, TopologyFile), ParticleTopology.PdbOf(system, StartOf(0)));
    }

    /// <inheritdoc/>
    public void Write(int index, string path, Action<long> framesDone, CancellationToken cancellation)
    {
        var verlet = new ParticleVerlet(system, StartOf(index), sweep.Timestep / sweep.VerletSteps);
        IEnumerable<long> steps = Steps(verlet, framesDone, cancellation);
        if (IsFluid)
            WriteFrames(path, verlet, steps);
        else
            WriteNumbers(path, verlet, steps);
    }

    private ParticleState StartOf(int index) => ParticleSweep.Draw(system, sweep.Seed, index, RandomPurpose.TrainingSweep);

    // Verlet is where each step says when it is given out.
    private IEnumerable<long> Steps(ParticleVerlet verlet, Action<long> framesDone, CancellationToken cancellation)
    {
        for (long step = 0; step < Frames; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step > 0)
                verlet.Advance(sweep.VerletSteps);
            yield return step;
            if (step % FramesPerReport == 0 || step == Frames - 1)
                framesDone(step + 1);
        }
    }

    private void WriteNumbers(string path, ParticleVerlet verlet, IEnumerable<long> steps)
    {
        int length = 2 * system.CoordinateCount;
        double[] frames = new double[Frames * length];
        foreach (long step in steps)
            verlet.CopyFrame(frames.AsSpan((int)step * length, length));
        NpyFile.Write(path, frames, length);
    }

    private void WriteFrames(string path, ParticleVerlet verlet, IEnumerable<long> steps)
    {
        float[] box = ParticleFrames.BoxOf(system);
        double[] positions = new double[system.CoordinateCount];
        float[] frame = new float[positions.Length];
        using var writer = new XtcWriter(path, system.Particles);
        foreach (long step in steps)
        {
            verlet.Positions.CopyTo(positions);
            ParticleFrames.ToNanometres(system, positions, frame);
            writer.Write(step, step * sweep.Timestep, frame, box);
        }
    }
}
