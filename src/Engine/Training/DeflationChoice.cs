using LatentSim.Engine.Configuration;
using LatentSim.Models.Features;
using LatentSim.Models.Training;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Engine.Training;

/// <summary>The features that encoder.deflate names: "phi 2" or "phi ALA2" for a torsion, "distance ALA2.N ALA2.C", "column 1" where frames are plain numbers.</summary>
internal static class DeflationChoice
{
    /// <summary>Finds them among the features.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="features">What the encoder sees.</param>
    /// <param name="topology">The molecule; null where frames are plain numbers.</param>
    /// <exception cref="InvalidInputException">There is none of a name.</exception>
    public static IReadOnlyList<DeflatedColumn> Of(ConfigurationFile configuration, FeatureDefinition features, Topology? topology)
    {
        List<(string[] Names, DeflatedColumn Column)> known = topology is null ? Columns(features) : [.. Torsions(features, topology), .. Distances(features, topology)];
        List<DeflatedColumn> found = [];
        foreach (string name in configuration.Settings.Encoder.Deflate)
        {
            string plain = string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            DeflatedColumn? column = known.FirstOrDefault(candidate => candidate.Names.Contains(plain, StringComparer.OrdinalIgnoreCase)).Column;
            found.Add(column ?? throw new InvalidInputException(
                configuration.FilePath, "encoder.deflate", $"expected some of the features ({string.Join(", ", known.Select(candidate => candidate.Names[0]))}), found {name}"));
        }

        return found;
    }

    private static List<(string[] Names, DeflatedColumn Column)> Columns(FeatureDefinition features) =>
        [.. Enumerable.Range(0, features.Columns).Select(i => (new[] { $"column {i + 1}" }, new DeflatedColumn(i, IsAngle: false)))];

    private static IEnumerable<(string[] Names, DeflatedColumn Column)> Torsions(FeatureDefinition features, Topology topology)
    {
        NamedTorsion[] named = [.. BackboneTorsions.All(topology), .. SideChainTorsions.All(topology)];
        for (int i = 0; i < features.Torsions.Count; i++)
        {
            if (named.FirstOrDefault(torsion => torsion.Atoms == features.Torsions[i]) is not { } torsion)
                continue;
            Residue residue = topology.Residues[torsion.Residue];
            yield return ([$"{torsion.Name} {residue}", $"{torsion.Name} {residue.SequenceNumber}"], new DeflatedColumn(2 * i, IsAngle: true));
        }
    }

    private static IEnumerable<(string[] Names, DeflatedColumn Column)> Distances(FeatureDefinition features, Topology topology)
    {
        string Name(int atom) => $"{topology.ResidueOf(atom)}.{topology.Atoms[atom].Name}";
        for (int i = 0; i < features.Distances.Count; i++)
        {
            AtomPair pair = features.Distances[i];
            yield return ([$"distance {Name(pair.A)} {Name(pair.B)}"], new DeflatedColumn((2 * features.Torsions.Count) + i, IsAngle: false));
        }
    }
}
