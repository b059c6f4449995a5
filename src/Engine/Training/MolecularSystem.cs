using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;

namespace LatentSim.Engine.Training;

/// <summary>The molecule of a configuration: its atoms with all bonds, one configuration of it, and which atoms are coarse sites.</summary>
/// <param name="File">The PDB file.</param>
/// <param name="Topology">All atoms.</param>
/// <param name="Positions">[atom, 3] of the PDB file, nm.</param>
/// <param name="CoarseAtoms">The atoms at which coarse sites lie, ascending.</param>
internal sealed record MolecularSystem(string File, Topology Topology, float[] Positions, int[] CoarseAtoms)
{
    private const int FewestSites = 4;

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidInputException">The file is damaged, or the selection does not fit it.</exception>
    public static MolecularSystem Load(ConfigurationFile configuration)
    {
        string path = configuration.Resolve("data.topology", [configuration.Settings.Data.Topology])[0];
        (Topology read, Frame frame) = PdbFile.Read(path);
        Topology topology = read.InferBonds(frame.Positions);
        return new MolecularSystem(path, topology, frame.Positions, Sites(configuration, topology));
    }

    private static int[] Sites(ConfigurationFile configuration, Topology topology)
    {
        int[] atoms = SelectedBy(configuration, "coarse", configuration.Settings.Coarse, topology);
        return atoms.Length >= FewestSites
            ? atoms
            : throw new InvalidInputException(configuration.FilePath, "coarse", $"'{configuration.Settings.Coarse}' selects {Display.Count(atoms.Length, "atom")}; expected {FewestSites} or more");
    }

    /// <summary>The atoms that a setting selects.</summary>
    /// <exception cref="InvalidInputException">The selection cannot be read, or matches nothing.</exception>
    public static int[] SelectedBy(ConfigurationFile configuration, string setting, string selection, Topology topology)
    {
        try
        {
            return AtomSelection.SelectNonEmpty(topology, selection);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException(configuration.FilePath, setting, e.Message);
        }
    }
}
