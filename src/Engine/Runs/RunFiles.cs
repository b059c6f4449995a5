using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>What a run directory holds from its beginning.</summary>
internal static class RunFiles
{
    /// <summary>Writes model, the log of its training where it is beside the model, force field if any, topology and, last, the settings, each durable.</summary>
    public static void Write(RunDirectory directory, RunSettings settings, Simulator model, string modelFile, string? energyFile = null)
    {
        DurableFile.Replace(directory.ModelFile, File.ReadAllBytes(modelFile));
        string losses = Path.ChangeExtension(modelFile, ".training.csv");
        if (File.Exists(losses))
            DurableFile.Replace(directory.LossesFile, File.ReadAllBytes(losses));
        if (energyFile is not null)
            DurableFile.Replace(directory.EnergyFile, File.ReadAllBytes(energyFile));
        if (settings.Stages.Count > 1)
            DurableFile.Replace(directory.TopologyFile, TopologyBytes(model, settings.Stages));
        RunSettingsFile.Write(directory.SettingsFile, settings);
    }

    private static byte[] TopologyBytes(Simulator model, IReadOnlyList<string> stages)
    {
        if (model.Integrator is { } integrator)
            return ParticleTopology.PdbOf(integrator.System, integrator.Test);
        Topology topology = SimulatorPipeline.FramesOf(model, stages);
        using var bytes = new MemoryStream();
        using (var writer = new PdbWriter(bytes, topology, models: false, leaveOpen: true))
            writer.Write(0, 0, SimulatorPipeline.ReferenceOf(model, stages), []);
        return bytes.ToArray();
    }
}
