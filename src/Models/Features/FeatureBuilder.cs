using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Features;

/// <summary>Puts a <see cref="FeatureDefinition"/> together from a topology and what a user asks for.</summary>
public sealed class FeatureBuilder(Topology topology)
{
    private readonly List<TorsionAtoms> _torsions = [];
    private readonly List<AtomPair> _distances = [];
    private readonly HashSet<AtomPair> _seenPairs = [];
    private AlignedPositions? _aligned;

    /// <summary>Adds phi and psi of each residue.</summary>
    /// <exception cref="InvalidInputException">The topology has neither.</exception>
    public FeatureBuilder AddBackboneTorsions() =>
        AddTorsions("backbone torsions", BackboneTorsions.All(topology).Where(torsion => torsion.Name != "omega"));

    /// <summary>Adds omega of each peptide bond: it turns where MD is hot or long enough.</summary>
    /// <exception cref="InvalidInputException">The topology has no peptide bond.</exception>
    public FeatureBuilder AddPeptideTorsions() => AddTorsions("peptide torsions", BackboneTorsions.Omega(topology));

    /// <summary>Adds chi1 to chi5 of each residue that has them.</summary>
    /// <exception cref="InvalidInputException">No residue has any.</exception>
    public FeatureBuilder AddSideChainTorsions() => AddTorsions("side-chain torsions", SideChainTorsions.All(topology));

    /// <summary>Adds the distances between all pairs of atoms of a selection that are at least three bonds apart: nearer ones are nearly
    /// constant.</summary>
    /// <param name="atoms">The selection.</param>
    /// <exception cref="InvalidInputException">An atom is not there, or no pair is left.</exception>
    public FeatureBuilder AddDistances(ReadOnlySpan<int> atoms)
    {
        var before = _distances.Count;
        CheckAtoms(atoms, "distances");
        for (var i = 0; i < atoms.Length; i++)
            for (var j = i + 1; j < atoms.Length; j++)
                AddDistance(atoms[i], atoms[j]);
        if (_distances.Count == before)
            throw Invalid("distances", $"no pair of the {atoms.Length} selected atoms is three bonds or more apart");
        return this;
    }

    /// <summary>Adds x, y, z of a selection's atoms after they are superposed on a reference.</summary>
    /// <param name="atoms">The selection.</param>
    /// <param name="positions">float[atom, 3] of the whole reference configuration, nm.</param>
    /// <exception cref="InvalidInputException">An atom is not there, fewer than three are selected, or a selection was aligned
    /// before.</exception>
    /// <exception cref="ArgumentException"><paramref name="positions"/> is not three numbers per atom.</exception>
    public FeatureBuilder AddAlignedPositions(ReadOnlySpan<int> atoms, ReadOnlySpan<float> positions)
    {
        if (positions.Length != 3 * topology.AtomCount)
            throw new ArgumentException($"{positions.Length} numbers do not fit {topology.AtomCount} atoms.", nameof(positions));
        if (_aligned is not null)
            throw Invalid("aligned positions", "one selection was expected; there is a second");
        if (atoms.Length < 3)
            throw Invalid("aligned positions", $"{atoms.Length} atoms are selected; at least three were expected");
        CheckAtoms(atoms, "aligned positions");
        var reference = new float[3 * atoms.Length];
        for (var i = 0; i < atoms.Length; i++)
            positions.Slice(3 * atoms[i], 3).CopyTo(reference.AsSpan(3 * i));
        _aligned = new AlignedPositions(atoms.ToArray(), reference);
        return this;
    }

    /// <summary>The definition.</summary>
    /// <exception cref="InvalidInputException">Nothing was added, or an atom is named twice.</exception>
    public FeatureDefinition Build()
    {
        var definition = new FeatureDefinition([.. _torsions], [.. _distances], _aligned);
        definition.Check(topology.AtomCount);
        return definition;
    }

    private FeatureBuilder AddTorsions(string what, IEnumerable<NamedTorsion> torsions)
    {
        var found = torsions.Select(torsion => torsion.Atoms).ToList();
        if (found.Count == 0)
            throw Invalid(what, "the topology has none; its residues and atoms need the names of the Protein Data Bank");
        _torsions.AddRange(found.Except(_torsions));
        return this;
    }

    private void AddDistance(int first, int second)
    {
        var isNew = _seenPairs.Add(new AtomPair(Math.Min(first, second), Math.Max(first, second)));
        if (isNew && !AreWithinTwoBonds(first, second))
            _distances.Add(new AtomPair(first, second));
    }

    private void CheckAtoms(ReadOnlySpan<int> atoms, string position)
    {
        foreach (var atom in atoms)
            FeatureDefinition.CheckAtom(atom, topology.AtomCount, position);
    }

    private bool AreWithinTwoBonds(int first, int second)
    {
        if (first == second || topology.Neighbors(first).Contains(second))
            return true;
        foreach (var neighbor in topology.Neighbors(first))
            if (topology.Neighbors(neighbor).Contains(second))
                return true;
        return false;
    }

    private static InvalidInputException Invalid(string position, string message) => new("features", position, message);
}
