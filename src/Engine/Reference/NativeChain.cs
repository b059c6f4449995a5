using LatentSim.Engine.Configuration;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Engine.Reference;

/// <summary>The C-alpha atoms of one protein chain, bonded along it.</summary>
/// <param name="Topology">One atom a residue.</param>
/// <param name="Positions">[residue, 3], nm.</param>
internal sealed record NativeChain(Topology Topology, float[] Positions)
{
    // Neighbours in a chain are 0.38 nm apart, 0.29 nm beside a cis peptide bond.
    private const double LongestStep = 0.5;

    /// <summary>Reads the native structure of a configuration.</summary>
    /// <exception cref="InvalidInputException">The file is damaged, has no C-alpha atoms, or more than one chain of them.</exception>
    public static NativeChain Load(ConfigurationFile configuration)
    {
        string given = configuration.Settings.Reference.GoModel.Structure;
        (string setting, string structure) = given.Length > 0 ? ("reference.go-model.structure", given) : ("data.topology", configuration.Settings.Data.Topology);
        string path = configuration.Resolve(setting, [structure])[0];
        (Topology all, Frame frame) = PdbFile.Read(path);
        int[] atoms = AtomSelection.Select(all, "name CA");
        float[] positions = [.. atoms.SelectMany(atom => frame.Positions[(3 * atom)..((3 * atom) + 3)])];
        RequireChain(path, all, atoms, positions);
        Topology chain = all.Subset(atoms).WithBonds(Enumerable.Range(1, atoms.Length - 1).Select(i => (i - 1, i)));
        return new NativeChain(chain, positions);
    }

    private static void RequireChain(string path, Topology all, int[] atoms, float[] positions)
    {
        if (atoms.Length == 0)
            throw new InvalidInputException(path, "", "has no atoms named CA; expected the C-alpha atoms of a protein");
        for (int i = 1; i < atoms.Length; i++)
        {
            double step = (Vector3D.Read(positions, i) - Vector3D.Read(positions, i - 1)).Length;
            if (step > LongestStep)
                throw new InvalidInputException(path, $"{all.ResidueOf(atoms[i])}", FormattableString.Invariant($"is {step:0.##} nm from the residue before; expected one unbroken chain"));
        }
    }
}
