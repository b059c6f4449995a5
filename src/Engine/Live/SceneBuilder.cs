using LatentSim.Engine.Runs;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live;

/// <summary>What does not change of a run while it is watched, from its settings, its model and the files that it begins with.</summary>
internal static class SceneBuilder
{
    private const long LargestTopology = 1 << 28;

    /// <summary>Makes it.</summary>
    /// <param name="directory">The run directory, whose topology.pdb is there.</param>
    /// <param name="settings">The run's settings.</param>
    /// <param name="model">The run's model.</param>
    /// <param name="isComputedHere">Whether the run is in this process.</param>
    public static LiveScene Of(RunDirectory directory, RunSettings settings, Simulator model, bool isComputedHere)
    {
        Topology? topology = TopologyOf(model, settings);
        return new LiveScene
        {
            Name = model.Name,
            Directory = directory.Root,
            Walkers = settings.Walkers,
            Frames = settings.Frames,
            LagTime = settings.Coarse?.SpacingOf(0, model.LagTime) ?? model.LagTime,
            TimeUnit = model.TimeUnit,
            Seed = settings.Seed,
            Stages = settings.Stages,
            Devices = settings.Devices,
            Dimension = DimensionOf(model, settings),
            Topology = topology,
            TopologyText = topology is null ? null : TextOf(directory),
            CoarseAtoms = settings.Stages.Contains(StageNames.Backmapper) ? model.Molecule!.CoarseAtoms : [],
            Box = model.Integrator is { } particles && topology is not null ? ParticleFrames.BoxOf(particles.System) : [],
            HasEnergies = settings.EnergyHash is not null,
            IsComputedHere = isComputedHere,
        };
    }

    /// <summary>The topology of a run's frames; null for a run of latents alone.</summary>
    public static Topology? TopologyOf(Simulator model, RunSettings settings)
    {
        if (settings.Stages.Count == 1)
            return null;
        return model.Integrator is { } integrator ? ParticleTopology.Of(integrator.System) : SimulatorPipeline.FramesOf(model, settings.Stages);
    }

    /// <summary>
    /// The numbers of a latent row as watchers get it: the propagator's latents; of particles without frames, positions and velocities; nothing of particles
    /// with frames, and nothing of coarse trajectories.
    /// </summary>
    public static int DimensionOf(Simulator model, RunSettings settings)
    {
        if (settings.Coarse is not null)
            return 0;
        if (model.Integrator is null)
            return model.Dimension;
        return settings.Stages.Count == 1 ? IntegratorRow.Of(model.CreateIntegrator()).FrameLength : 0;
    }

    private static string? TextOf(RunDirectory directory)
    {
        var file = new FileInfo(directory.TopologyFile);
        return file.Exists && file.Length <= LargestTopology ? File.ReadAllText(file.FullName) : null;
    }
}
