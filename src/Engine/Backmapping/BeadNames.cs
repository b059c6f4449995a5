using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>What the particles of a coarse topology are called in the model: --map BEAD=ATOM, or --map RESIDUE:BEAD=ATOM for those of one kind of residue.</summary>
public sealed class BeadNames
{
    private readonly Dictionary<(string Residue, string Bead), string> names = [];

    /// <summary>Reads what --map was given.</summary>
    /// <param name="items">Lists such as "BB=CA,SC1=CB".</param>
    /// <exception cref="InvalidInputException">An item is not of this form, or a bead is given twice.</exception>
    public BeadNames(IEnumerable<string> items)
    {
        foreach (string item in items.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            Add(item);
    }

    /// <summary>What a particle is called in the model.</summary>
    public string Of(string residue, string bead) =>
        names.TryGetValue((residue, bead), out string? own) || names.TryGetValue(("", bead), out own) ? own : bead;

    private void Add(string item)
    {
        string[] sides = item.Split('=', StringSplitOptions.TrimEntries);
        if (sides.Length != 2 || sides.Any(side => side.Length == 0))
            throw new InvalidInputException("--map", item, "expected BEAD=ATOM, such as BB=CA, or RESIDUE:BEAD=ATOM");
        string[] bead = sides[0].Split(':', StringSplitOptions.TrimEntries);
        (string, string) key = bead.Length == 1 ? ("", bead[0]) : (bead[0], bead[1]);
        if (bead.Length > 2 || !names.TryAdd(key, sides[1]))
            throw new InvalidInputException("--map", item, "expected each bead once, as BEAD=ATOM or RESIDUE:BEAD=ATOM");
    }
}
