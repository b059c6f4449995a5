namespace LatentSim.Molecules;

/// <summary>Opens and creates trajectory files; the name's ending tells the format.</summary>
public static class TrajectoryFile
{
    private const string Known = "expected a name that ends in .xtc, .dcd or .pdb";

    /// <summary>Opens a trajectory for reading.</summary>
    /// <exception cref="InvalidInputException">The format is not known, or the file cannot be opened or is damaged at its beginning.</exception>
    public static ISeekingTrajectoryReader OpenRead(string path) => Ending(path) switch
    {
        ".xtc" => new XtcReader(path),
        ".dcd" => new DcdReader(path),
        ".pdb" or ".ent" => new PdbReader(path),
        _ => throw new InvalidInputException(path, "", Known),
    };

    /// <summary>Creates a trajectory file, or replaces one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="topology">The atoms whose positions are to be written.</param>
    /// <exception cref="InvalidInputException">The format is not known.</exception>
    public static ITrajectoryWriter Create(string path, Topology topology) => Ending(path) switch
    {
        ".xtc" => new XtcWriter(path, topology.AtomCount),
        ".dcd" => new DcdWriter(path, topology.AtomCount),
        ".pdb" or ".ent" => new PdbWriter(path, topology),
        _ => throw new InvalidInputException(path, "", Known),
    };

    private static string Ending(string path) => Path.GetExtension(path).ToLowerInvariant();
}
