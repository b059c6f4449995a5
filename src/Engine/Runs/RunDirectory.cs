using System.Globalization;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>Where the files of a run are.</summary>
public sealed class RunDirectory
{
    /// <summary>The name of <see cref="EnergyFile"/>.</summary>
    public const string EnergyFileName = "system.xml";

    private const int FewestDigits = 4;

    private bool rootIsNew;

    /// <summary>The layout under <paramref name="root"/>; touches nothing.</summary>
    public RunDirectory(string root) => Root = Path.GetFullPath(root);

    /// <summary>The directory itself.</summary>
    public string Root { get; }

    /// <summary>The resolved configuration; it is written last when a run is created, so that a directory which has it is complete.</summary>
    public string SettingsFile => Path.Combine(Root, "run.yaml");

    /// <summary>The model that it runs.</summary>
    public string ModelFile => Path.Combine(Root, "model.lsbox");

    /// <summary>The force field that tells the energies of frames, where a run has one: an OpenMM System.</summary>
    public string EnergyFile => Path.Combine(Root, EnergyFileName);

    /// <summary>The newest checkpoint.</summary>
    public string CheckpointFile => Path.Combine(Root, "checkpoint.msgpack");

    /// <summary>The checkpoint before the newest.</summary>
    public string PreviousCheckpointFile => Path.Combine(Root, "checkpoint.previous.msgpack");

    /// <summary>The topology of the trajectories.</summary>
    public string TopologyFile => Path.Combine(Root, "topology.pdb");

    /// <summary>The folder of the trajectories.</summary>
    public string WalkersFolder => Path.Combine(Root, "walkers");

    /// <summary>The running estimates.</summary>
    public string ObservablesFile => Path.Combine(Root, "observables.json");

    /// <summary>The losses of every epoch of the model's training, where they were beside the model.</summary>
    public string LossesFile => Path.Combine(Root, "training.csv");

    internal string LockFile => Path.Combine(Root, ".lock");

    /// <summary>The trajectory of a walker.</summary>
    /// <param name="walker">The walker's index.</param>
    /// <param name="walkers">The number of walkers, which decides how many digits names have: at least four.</param>
    /// <param name="extension">The file's extension, with the dot.</param>
    public string WalkerFile(int walker, int walkers, string extension)
    {
        int digits = Math.Max(FewestDigits, (walkers - 1).ToString(CultureInfo.InvariantCulture).Length);
        return Path.Combine(WalkersFolder, walker.ToString($"D{digits}", CultureInfo.InvariantCulture) + extension);
    }

    /// <summary>Makes the directory for a new run.</summary>
    /// <exception cref="InvalidInputException">It is there and holds something, or it is a file.</exception>
    public void Create()
    {
        RequireNew();
        rootIsNew = !Directory.Exists(Root);
        Directory.CreateDirectory(WalkersFolder);
    }

    /// <summary>Takes back <see cref="Create"/> and all that was written since: the directory is as it was, empty or not there.</summary>
    public void Discard()
    {
        if (rootIsNew)
        {
            Directory.Delete(Root, recursive: true);
            return;
        }

        Directory.Delete(WalkersFolder, recursive: true);
        foreach (string file in Directory.EnumerateFiles(Root))
            File.Delete(file);
    }

    /// <summary>Checks that a new run can be made here.</summary>
    /// <exception cref="InvalidInputException">The directory is there and holds something, or it is a file.</exception>
    public void RequireNew()
    {
        if (File.Exists(Root))
            throw new InvalidInputException(Root, "", "is a file; expected a directory that is new or empty");
        if (File.Exists(SettingsFile))
            throw new InvalidInputException(Root, "", "holds a run already; go on with it by 'latentsim resume', or give another directory");
        if (Directory.Exists(Root) && Directory.EnumerateFileSystemEntries(Root).Any())
            throw new InvalidInputException(Root, "", "is not empty; expected a directory that is new or empty");
    }

    /// <summary>Checks that the directory holds a run.</summary>
    /// <exception cref="InvalidInputException">It does not.</exception>
    public void RequireRun()
    {
        if (!Directory.Exists(Root))
            throw new InvalidInputException(Root, "", "there is no such directory; expected the directory of a run");
        if (!File.Exists(SettingsFile))
            throw new InvalidInputException(Root, "", "has no run.yaml; expected the directory of a run");
    }
}
