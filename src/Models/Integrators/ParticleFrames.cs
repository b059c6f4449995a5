using LatentSim.Models.Stages;
using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>The positions in an integrator's rows as frames: wrapped into the periodic cube, sigma as 1 nm.</summary>
public sealed class ParticleFrames : IDecoder
{
    private readonly ParticleSystem system;
    private readonly IntegratorRow layout;
    private readonly double[] positions;

    /// <summary>Reads the rows of a model's integrator.</summary>
    /// <param name="model">The model.</param>
    /// <param name="timestep">Delta_R.</param>
    public ParticleFrames(IntegratorModel model, double timestep)
    {
        system = model.System;
        layout = IntegratorRow.Of(model.Weights.CreateIntegrator(system, timestep));
        positions = new double[system.CoordinateCount];
    }

    /// <inheritdoc/>
    public int Sites => system.Particles;

    /// <inheritdoc/>
    public void Decode(ulong seed, LatentBlock latents, FrameBlock coarse)
    {
        BlockCheck.Throw(latents, layout.Dimension, coarse, Sites);
        Span<float> rows = latents.Values;
        Span<float> frames = coarse.Values;
        for (int row = 0; row < latents.Steps * latents.Walkers; row++)
        {
            SplitNumbers.Join(layout.FrameOf(rows.Slice(row * layout.Dimension, layout.Dimension)), positions);
            ToNanometres(system, positions, frames.Slice(row * positions.Length, positions.Length));
        }
    }

    /// <summary>Positions as a file of frames holds them.</summary>
    /// <param name="system">The system.</param>
    /// <param name="positions">[particle, 3]; wrapped on return.</param>
    /// <param name="frame">[particle, 3], nm.</param>
    public static void ToNanometres(ParticleSystem system, Span<double> positions, Span<float> frame)
    {
        ParticleBox.Wrap(system, positions);
        for (int i = 0; i < positions.Length; i++)
            frame[i] = (float)(positions[i] / system.Sigma);
    }

    /// <summary>The vectors of the periodic cube as a file of frames holds them, [3, 3] in nm; empty where there is none.</summary>
    public static float[] BoxOf(ParticleSystem system)
    {
        if (system.Boundary != ParticleBoundary.Periodic)
            return [];
        float edge = (float)(system.Size / system.Sigma);
        return [edge, 0, 0, 0, edge, 0, 0, 0, edge];
    }
}
