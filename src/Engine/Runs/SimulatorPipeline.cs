using LatentSim.Actors;
using LatentSim.Engine.Backmapping;
using LatentSim.Models.Devices;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>A trained model as the stages of a run.</summary>
internal static class SimulatorPipeline
{
    /// <summary>The stages that a model has.</summary>
    public static IReadOnlyList<string> StagesOf(Simulator model)
    {
        if (model.IsBackmapperAlone)
            return StageNames.OfCoarse;
        if (model.Integrator is { } integrator)
            return ParticlePipeline.StagesOf(integrator);
        int count = model switch
        {
            { Decoder: null } => 1,
            { Backmapper: null } => 2,
            _ => 3,
        };
        return [.. StageNames.All.Take(count)];
    }

    /// <summary>The names of the first stages of a model of its kind, whether it has them or not; all that it has for null.</summary>
    public static IReadOnlyList<string> FirstStages(Simulator model, int? count) => count is { } first
        ? [.. (model.Integrator is null ? StageNames.All : StageNames.OfParticles).Take(first)]
        : StagesOf(model);

    /// <summary>The pipeline of the stages that the settings name.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="energy">The force field that the settings ask for.</param>
    /// <param name="coarse">The coarse trajectories that the settings name, where they were read already.</param>
    /// <exception cref="InvalidInputException">The model has no such stage, or the force field is of another molecule.</exception>
    public static RunPipeline Of(Simulator model, RunSettings settings, RunEnergy? energy, CoarseInput? coarse = null)
    {
        coarse ??= settings.Coarse is { } files ? CoarseInput.Reopen(files, null) : null;
        if (coarse is not null)
            return CoarsePipeline.Of(model, settings, energy, coarse);
        if (!StagesOf(model).Take(settings.Stages.Count).SequenceEqual(settings.Stages))
            throw new InvalidInputException(model.Name, "stages", $"the model has [{string.Join(", ", StagesOf(model))}]; it cannot run [{string.Join(", ", settings.Stages)}]");

        if (model.Integrator is { } integrator)
            return ParticlePipeline.Of(model, integrator, settings);
        if (settings.Start != WalkerStart.Sweep)
            throw new InvalidInputException(model.Name, "start", "is test; only a model of particles has a test start");
        Topology? topology = settings.Stages.Count > 1 ? FramesOf(model, settings.Stages) : null;
        var pipeline = new RunPipeline(
            Factories(model, settings.Stages.Count, energy, ""),
            frames => EncoderOf(model, topology, frames),
            new RunStatistics(topology, settings.Walkers, model.Dimension, model.LagTime))
        {
            CreateStagesOn = device => Factories(model, settings.Stages.Count, energy, device),
        };
        return energy is null ? pipeline : energy.AddTo(pipeline, model, settings.Walkers);
    }

    /// <summary>The topology of the frames that stages end with.</summary>
    public static Topology FramesOf(Simulator model, IReadOnlyList<string> stages) =>
        stages.Contains(StageNames.Backmapper) ? model.Molecule!.Atoms : model.Molecule!.Coarse;

    /// <summary>One configuration at the resolution of the frames, [site, 3] in nm.</summary>
    public static float[] ReferenceOf(Simulator model, IReadOnlyList<string> stages)
    {
        Molecule molecule = model.Molecule!;
        return stages.Contains(StageNames.Backmapper)
            ? molecule.Reference
            : [.. molecule.CoarseAtoms.SelectMany(atom => molecule.Reference.AsSpan(3 * atom, 3).ToArray())];
    }

    private static IFrameEncoder EncoderOf(Simulator model, Topology? topology, long frames)
    {
        if (topology is not null)
            return new XtcFrameEncoder(topology.AtomCount, model.LagTime);
        return model.Coordinates is { } coordinates ? new CoordinateFrameEncoder(coordinates, frames) : new LatentFrameEncoder(model.Dimension);
    }

    /// <summary>Which stages of slots that are devices run on the kernels all the same, a line for all such slots.</summary>
    public static IReadOnlyList<string> RemarksOn(Simulator model, RunSettings settings)
    {
        string[] devices = [.. settings.Devices.Where(DeviceSlots.IsTorch)];
        string[] stages = [.. settings.Stages.Where(stage => !ComputesOnDevices(stage, model, settings))];
        return devices.Length == 0 || stages.Length == 0
            ? []
            : [$"{string.Join(", ", devices)}: no form for a device has the {string.Join(", the ", stages)}, which runs on the CPU's kernels there"];
    }

    private static bool ComputesOnDevices(string stage, Simulator model, RunSettings settings) => stage switch
    {
        StageNames.Integrator => false,
        StageNames.Decoder => DeviceStages.HasDeviceForm(model.Decoder),
        StageNames.Backmapper => DeviceStages.HasDeviceForm(model.Backmapper, settings.MostEnergy is not null),
        _ => true,
    };

    private static StageFactories Factories(Simulator model, int stages, RunEnergy? energy, string device) => new(
        () => DeviceStages.CreatePropagator(model, device),
        stages > 1 ? () => DeviceStages.CreateDecoder(model, device, isLast: stages == 2) : null,
        stages > 2 ? () => energy?.CreateBackmapper(model, device) ?? DeviceStages.CreateBackmapper(model, device) : null);
}
