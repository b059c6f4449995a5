using System.Runtime.InteropServices;
using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>A run directory of a model of plain numbers.</summary>
internal sealed class NumberRun
{
    private const string LatentEnding = ".latents.f32";

    private NumberRun(RunDirectory directory, RunSettings settings, Simulator model)
    {
        Directory = directory;
        Settings = settings;
        Model = model;
    }

    /// <summary>The directory.</summary>
    public RunDirectory Directory { get; }

    /// <summary>What was run.</summary>
    public RunSettings Settings { get; }

    /// <summary>The model that was run.</summary>
    public Simulator Model { get; }

    /// <summary>What the run is called: its directory's name.</summary>
    public string Name => Path.GetFileName(Directory.Root);

    /// <summary>Opens a directory.</summary>
    /// <exception cref="InvalidInputException">It holds no run of a model of plain numbers.</exception>
    public static NumberRun Open(string path)
    {
        var directory = new RunDirectory(path);
        directory.RequireRun();
        RunSettings settings = RunSettingsFile.Read(directory.SettingsFile);
        Simulator model = Simulator.Load(directory.ModelFile);
        if (model.Propagator is null)
            throw new InvalidInputException(directory.ModelFile, "propagator", "is missing; expected a model of plain numbers, not one of particles, which 'latentsim experiment' measures");
        return model.Molecule is null
            ? new NumberRun(directory, settings, model)
            : throw new InvalidInputException(directory.ModelFile, "molecule", "is there; expected a model of plain numbers, as the reference is");
    }

    /// <summary>Coordinate <paramref name="column"/> of each walker over time: in the data's unit for a model without an encoder, else the latent.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged.</exception>
    public double[][] Column(int column) => [.. Enumerable.Range(0, Settings.Walkers).Select(walker => ColumnOf(walker, column))];

    private double[] ColumnOf(int walker, int column)
    {
        string ending = Model.Coordinates is null ? LatentEnding : NpyFile.Ending;
        string path = Directory.WalkerFile(walker, Settings.Walkers, ending);
        if (!File.Exists(path) || new FileInfo(path).Length != ExpectedBytes())
            throw new InvalidInputException(path, "", $"is not {ExpectedBytes()} bytes long; is the run unfinished? go on with it by 'latentsim resume {Directory.Root}'");
        int dimension = Model.Dimension;
        ReadOnlySpan<float> values = Model.Coordinates is null ? MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)) : Flat(NpyFile.Read(path));
        double[] result = new double[values.Length / dimension];
        for (int frame = 0; frame < result.Length; frame++)
            result[frame] = values[(frame * dimension) + column];
        return result;
    }

    private long ExpectedBytes() =>
        (Settings.Frames * Model.Dimension * sizeof(float)) + (Model.Coordinates is null ? 0 : NpyFile.HeaderSize);

    private static ReadOnlySpan<float> Flat(float[,] table) => MemoryMarshal.CreateSpan(ref table[0, 0], table.Length);
}
