using LatentSim.Engine.Runs;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Weights;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live;

/// <summary>What the files of a run's walkers hold, and how to open them.</summary>
internal sealed class WalkerFormat
{
    private const string Latents = ".latents.f32";
    private const string Positions = ".xtc";
    private const string EnergyEnding = ".energy.npy";

    private readonly RunDirectory directory;
    private readonly int walkers;
    private readonly RowLayout layout;

    private WalkerFormat(RunDirectory directory, int walkers, string extension, int sites, RowLayout layout)
    {
        this.directory = directory;
        this.walkers = walkers;
        this.layout = layout;
        Extension = extension;
        Sites = sites;
    }

    /// <summary>The ending of the files' names.</summary>
    public string Extension { get; }

    /// <summary>The sites of a frame; 0 where rows are no positions.</summary>
    public int Sites { get; }

    /// <summary>The numbers of a row.</summary>
    public int RowLength => Sites > 0 ? 3 * Sites : layout.Columns;

    /// <summary>How rows become latents; null where they are latents as they are, or positions.</summary>
    public CoordinateRange? Range { get; private init; }

    /// <summary>The format of a run's files.</summary>
    public static WalkerFormat Of(RunDirectory directory, RunSettings settings, Simulator model)
    {
        if (SceneBuilder.TopologyOf(model, settings) is { } topology)
            return new WalkerFormat(directory, settings.Walkers, Positions, topology.AtomCount, default);
        if (model.Integrator is not null)
            return new WalkerFormat(directory, settings.Walkers, NpyFile.Ending, 0, new RowLayout(NpyFile.HeaderSize, sizeof(double), IntegratorRow.Of(model.CreateIntegrator()).FrameLength));
        return model.Coordinates is { } range
            ? new WalkerFormat(directory, settings.Walkers, NpyFile.Ending, 0, new RowLayout(NpyFile.HeaderSize, sizeof(float), range.Dimension)) { Range = range }
            : new WalkerFormat(directory, settings.Walkers, Latents, 0, new RowLayout(0, sizeof(float), model.Dimension));
    }

    /// <summary>Opens a walker's file; null where it is not there yet.</summary>
    /// <exception cref="InvalidInputException">It cannot be opened.</exception>
    public IWalkerFile? Open(int walker)
    {
        string path = PathOf(walker);
        if (!File.Exists(path))
            return null;
        return Sites > 0 ? new XtcWalkerFile(path, Sites) : new RowFile(path, layout);
    }

    /// <summary>Opens a walker's energies, kJ/mol; null where they are not there yet.</summary>
    /// <exception cref="InvalidInputException">They cannot be opened.</exception>
    public IWalkerFile? OpenEnergies(int walker)
    {
        string path = directory.WalkerFile(walker, walkers, EnergyEnding);
        return File.Exists(path) ? new RowFile(path, new RowLayout(NpyFile.HeaderSize, sizeof(float), 1)) : null;
    }

    /// <summary>Where a walker's file is.</summary>
    public string PathOf(int walker) => directory.WalkerFile(walker, walkers, Extension);
}
