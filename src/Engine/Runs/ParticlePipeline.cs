using LatentSim.Actors;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>A trained integrator as the stages of a run: frames of many particles become XTC; those of one particle, and of many without the last stage, numbers.</summary>
internal static class ParticlePipeline
{
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
            new ParticleStatistics(model.System, layout, settings.Walkers, timestep));
    }

    /// <summary>The particles as argon atoms without bonds, each a residue of its own, at the model's test start.</summary>
    public static byte[] TopologyBytes(IntegratorModel model)
    {
        float[] positions = new float[model.Test.Positions.Length];
        ParticleFrames.ToNanometres(model.System, [.. model.Test.Positions], positions);
        using var bytes = new MemoryStream();
        using (var writer = new PdbWriter(bytes, Argon(model.System.Particles), models: false, leaveOpen: true))
            writer.Write(0, 0, positions, ParticleFrames.BoxOf(model.System));
        return bytes.ToArray();
    }

    private static Topology Argon(int count)
    {
        var builder = new TopologyBuilder();
        for (int particle = 0; particle < count; particle++)
        {
            builder.AddResidue("AR", particle + 1, "A");
            builder.AddAtom("AR", Element.FromSymbol("Ar"));
        }

        return builder.Build();
    }
}
