using LatentSim.Actors;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Runs;

/// <summary>A trained integrator as the stages of a run: frames of many particles become XTC; those of one particle, and of many without the last stage, numbers.</summary>
internal static class ParticlePipeline
{
    private const int MostNumbersPerBlock = 1 << 21;

    /// <summary>The stages that a model has.</summary>
    public static IReadOnlyList<string> StagesOf(IntegratorModel model) => [.. StageNames.OfParticles.Take(model.System.Dimensions == 3 ? 2 : 1)];

    /// <summary>The pipeline of the stages that the settings name.</summary>
    public static RunPipeline Of(Simulator simulator, IntegratorModel model, RunSettings settings)
    {
        double timestep = simulator.LagTime;
        IntegratorRow layout = IntegratorRow.Of(simulator.CreateIntegrator());
        bool hasFrames = settings.Stages.Contains(StageNames.Frames);
        var stages = new StageFactories(
            () => new IntegratorSource(model, timestep, settings.Start), hasFrames ? () => new ParticleFrames(model, timestep) : null);
        return new RunPipeline(
            stages,
            frames => hasFrames
                ? new XtcFrameEncoder(model.System.Particles, timestep, ParticleFrames.BoxOf(model.System))
                : new ParticleFrameEncoder(layout, frames),
            new ParticleStatistics(model.System, layout, settings.Walkers, timestep))
        {
            MostFramesPerBlock = MostNumbersPerBlock / layout.Dimension,
        };
    }
}
