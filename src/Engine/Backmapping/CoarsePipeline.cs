using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Models.Devices;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Engine.Backmapping;

/// <summary>Coarse trajectories and a model's backmapper as the stages of a run.</summary>
internal static class CoarsePipeline
{
    // Of all slots together; a system allows 1024 open files at least, and the walkers' own take a quarter of them.
    private const int OpenFiles = 640;
    private const int FewestReaders = 16;
    private const int MostReaders = 256;

    /// <summary>The pipeline.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">The run's settings.</param>
    /// <param name="energy">The force field that the settings ask for.</param>
    /// <param name="input">Its coarse trajectories.</param>
    /// <exception cref="InvalidInputException">The force field is of another molecule, or trajectories with energies are not of one length.</exception>
    public static RunPipeline Of(Simulator model, RunSettings settings, RunEnergy? energy, CoarseInput input)
    {
        if (energy is not null && Enumerable.Range(0, settings.Walkers).Any(walker => settings.FramesOf(walker) != settings.Frames))
            throw new InvalidInputException(energy.Name, "", "needs coarse trajectories of one length; cut them with --frames, or give those of each length to a run of their own");

        Molecule molecule = model.Molecule!;
        int sites = molecule.CoarseAtoms.Length;
        WholeMolecule whole = WholeMolecule.Of(molecule.Atoms, molecule.CoarseAtoms);
        int readers = Math.Clamp(OpenFiles / settings.Devices.Count, FewestReaders, MostReaders);
        StageFactories StagesOn(string device) => new(
            () => new CoarseSource(input, whole, model.LagTime, readers),
            () => new CoarseFrames(sites),
            () => new EndingBackmapper(energy?.CreateBackmapper(model, device) ?? DeviceStages.CreateBackmapper(model, device), settings.FramesOf));
        var pipeline = new RunPipeline(
            StagesOn(""),
            _ => new CoarseFrameEncoder(new CoarseRow(sites), molecule.Atoms.AtomCount, settings.FramesOf),
            new CoarseStatistics(molecule.Atoms, settings.Walkers, input.Settings.SpacingOf(0, model.LagTime), settings.FramesOf))
        {
            CreateStagesOn = StagesOn,
        };
        return energy is null ? pipeline : energy.AddTo(pipeline, model, settings.Walkers);
    }
}
