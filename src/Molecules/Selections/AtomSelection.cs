namespace LatentSim.Molecules;

/// <summary>Selects atoms by a text in the manner of MDTraj and VMD: "name CA CB and resname ALA", "index 4 to 9", "backbone or (resid 0 and not hydrogen)".
/// The documentation of file formats lists the language.</summary>
public static class AtomSelection
{
    /// <summary>The atoms that a text selects.</summary>
    /// <param name="topology">The atoms to select from.</param>
    /// <param name="text">The selection.</param>
    /// <returns>Indices of atoms in ascending order; empty when nothing matches.</returns>
    /// <exception cref="InvalidInputException">The text is no selection; the message names the column and what was expected there.</exception>
    public static int[] Select(Topology topology, string text) => Matching(topology, new SelectionParser(text).Parse());

    /// <summary>The atoms that a text selects, of which there must be some.</summary>
    /// <param name="topology">The atoms to select from.</param>
    /// <param name="text">The selection.</param>
    /// <returns>Indices of atoms in ascending order, at least one.</returns>
    /// <exception cref="InvalidInputException">The text is no selection or selects nothing; the message names a value that no atom has, if that is why.</exception>
    public static int[] SelectNonEmpty(Topology topology, string text)
    {
        var parser = new SelectionParser(text);
        var atoms = Matching(topology, parser.Parse());
        if (atoms.Length > 0)
            return atoms;
        throw AbsentValue(topology, parser) ?? parser.Source.Error(0, $"selects none of the {topology.AtomCount} atoms");
    }

    private static int[] Matching(Topology topology, AtomTest test) =>
        [.. Enumerable.Range(0, topology.AtomCount).Where(atom => test(topology, atom))];

    private static InvalidInputException? AbsentValue(Topology topology, SelectionParser parser)
    {
        foreach (var (field, token) in parser.TextValues)
        {
            var present = topology.Atoms.Select(atom => field.Text!(topology, atom.Index)).Distinct().ToList();
            if (present.Contains(token.Text, field.Comparer))
                continue;
            var hint = NearMiss.Of(token.Text, present) is { } near ? $"; did you mean '{near}'?" : "";
            return parser.Source.Error(token.Start, $"selects nothing: no atom has the {field.Name} '{token.Text}'{hint}");
        }

        return null;
    }
}
