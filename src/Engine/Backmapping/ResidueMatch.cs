using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>Finds the residues of a model's coarse sites in a coarse topology: by chain, number and name, or else by their order.</summary>
/// <param name="model">The model's coarse sites.</param>
/// <param name="topology">The coarse topology.</param>
/// <param name="file">Its file, for messages.</param>
internal sealed class ResidueMatch(Topology model, Topology topology, string file)
{
    private readonly ParticleGroup[] groups = ParticleGroup.Of(topology);

    /// <summary>For each residue of the model, that of the topology.</summary>
    /// <param name="remarks">Takes a line where numbers do not agree.</param>
    /// <exception cref="InvalidInputException">There is no such molecule, or there are several.</exception>
    public ParticleGroup[] Find(List<string> remarks)
    {
        if (ByNumber(residue => residue.ChainId) is { } inChain)
            return inChain;
        if (ByNumber(_ => "") is { } anywhere)
            return anywhere;

        int[] starts = [.. Enumerable.Range(0, Math.Max(0, groups.Length - model.Residues.Count + 1)).Where(IsHere)];
        if (starts.Length == 0)
            throw new InvalidInputException(file, "", Different());
        if (starts.Length > 1)
            throw Several(starts);
        remarks.Add($"residues are matched by their order: {groups[starts[0]].Residue} of {file} is the model's {model.Residues[0]}, and so on");
        return groups[starts[0]..(starts[0] + model.Residues.Count)];
    }

    private ParticleGroup[]? ByNumber(Func<Residue, string> chain)
    {
        var byNumber = groups.ToLookup(group => (chain(group.Residue), group.Residue.SequenceNumber, group.Residue.InsertionCode));
        var found = new ParticleGroup[model.Residues.Count];
        for (int i = 0; i < found.Length; i++)
        {
            Residue wanted = model.Residues[i];
            ParticleGroup[] same = [.. byNumber[(chain(wanted), wanted.SequenceNumber, wanted.InsertionCode)].Where(group => ResidueAlias.AreSame(group.Residue.Name, wanted.Name))];
            if (same.Length != 1)
                return null;
            found[i] = same[0];
        }

        return found;
    }

    private bool IsHere(int start)
    {
        for (int i = 0; i < model.Residues.Count; i++)
        {
            if (!ResidueAlias.AreSame(groups[start + i].Residue.Name, model.Residues[i].Name))
                return false;
        }

        return true;
    }

    private string Different()
    {
        string expected = $"expected the model's residues {Names(model.Residues)}";
        int first = Enumerable.Range(0, Math.Min(groups.Length, model.Residues.Count))
            .FirstOrDefault(i => !ResidueAlias.AreSame(groups[i].Residue.Name, model.Residues[i].Name), -1);
        string found = first < 0
            ? $"found {groups.Length} residues: {Names(groups.Select(group => group.Residue))}"
            : $"found {groups[first].Residue} where {model.Residues[first]} was expected first";
        string help = topology.AtomCount == model.AtomCount ? "; leave --topology out where the particles are the model's coarse sites in its order" : "";
        return $"{expected}, {found}{help}";
    }

    private InvalidInputException Several(int[] starts) => new(
        file, "", $"holds {starts.Length} molecules with the model's residues {Names(model.Residues)}, the first at {groups[starts[0]].Residue} and at {groups[starts[1]].Residue}; expected one: give files of a single molecule");

    private static string Names(IEnumerable<Residue> residues)
    {
        const int Most = 8;
        Residue[] first = [.. residues.Take(Most + 1)];
        string names = string.Join<Residue>(" ", first.Take(Most));
        return first.Length > Most ? $"{names} ..." : names;
    }
}
