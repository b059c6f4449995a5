using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>Which particle of a coarse topology is which coarse site of a model.</summary>
/// <param name="Particles">For each coarse site of the model, the particle.</param>
/// <param name="Remarks">What a user may want to know of it, a line each.</param>
internal sealed record SiteMatch(int[] Particles, IReadOnlyList<string> Remarks)
{
    /// <summary>Finds the particles by residue and name; they may be in any order, among others.</summary>
    /// <param name="molecule">The model's molecule.</param>
    /// <param name="topology">The coarse topology.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="names">What its particles are called in the model.</param>
    /// <exception cref="InvalidInputException">A site has no particle, or several molecules would do; the message says what was expected and found, and what to do.</exception>
    public static SiteMatch ByName(Molecule molecule, Topology topology, string file, BeadNames names)
    {
        var remarks = new List<string>();
        ParticleGroup[] groups = new ResidueMatch(molecule.Coarse, topology, file).Find(remarks);
        var particles = new int[molecule.Coarse.AtomCount];
        foreach (Atom site in molecule.Coarse.Atoms)
        {
            ParticleGroup group = groups[site.ResidueIndex];
            particles[site.Index] = ParticleOf(molecule.Coarse, site, topology, group, names)
                ?? throw new InvalidInputException(file, $"{group.Residue}", Missing(molecule.Coarse, site, topology, group, names));
        }

        if (particles.Length < topology.AtomCount)
            remarks.Add($"{particles.Length} of the {topology.AtomCount} particles of {file} are the model's coarse sites; the others are passed over");
        else if (!particles.AsSpan().SequenceEqual(Enumerable.Range(0, particles.Length).ToArray()))
            remarks.Add($"the particles of {file} are in another order than the model's coarse sites; they are put in order");
        return new SiteMatch(particles, remarks);
    }

    /// <summary>Takes particles without names as the model's coarse sites, or its atoms, in their order; null where their number is neither.</summary>
    public static SiteMatch? ByNumber(Molecule molecule, int particles)
    {
        if (particles == molecule.Coarse.AtomCount)
            return new SiteMatch([.. Enumerable.Range(0, particles)], [$"the particles have no names; their {particles} are taken as the model's coarse sites in its order: {Sites(molecule.Coarse)}"]);
        return particles == molecule.Atoms.AtomCount
            ? new SiteMatch(molecule.CoarseAtoms, [$"the particles have no names; their {particles} are taken as the model's atoms in its order, of which {molecule.CoarseAtoms.Length} are coarse sites"])
            : null;
    }

    private static int? ParticleOf(Topology model, Atom site, Topology topology, ParticleGroup group, BeadNames names)
    {
        int[] named = [.. group.Particles.Where(particle => names.Of(group.Residue.Name, topology.Atoms[particle].Name) == site.Name)];
        if (named.Length > 0)
            return named.Length == 1 ? named[0] : null;
        // A bead that stands for its residue needs no name.
        return group.Particles.Length == 1 && model.ResidueOf(site.Index).AtomCount == 1 ? group.Particles[0] : null;
    }

    private static string Missing(Topology model, Atom site, Topology topology, ParticleGroup group, BeadNames names)
    {
        string[] found = [.. group.Particles.Select(particle => topology.Atoms[particle].Name)];
        string what = $"expected one particle named {site.Name}, which is coarse site {site.Index} of the model; found {string.Join(", ", found)}";
        HashSet<string> wanted = [.. model.ResidueOf(site.Index).AtomIndices.Select(index => model.Atoms[index].Name)];
        string? free = found.FirstOrDefault(name => !wanted.Contains(names.Of(group.Residue.Name, name)));
        if (free is not null)
            return $"{what}; if {free} is meant, say so with --map {group.Residue.Name}:{free}={site.Name}";
        return topology.AtomCount == model.AtomCount
            ? $"{what}; leave --topology out where the particles are the model's coarse sites in its order"
            : $"{what}; the model needs {Sites(model)}";
    }

    private static string Sites(Topology model) =>
        string.Join(", ", model.Residues.Select(residue => $"{residue}: {string.Join(" ", residue.AtomIndices.Select(site => model.Atoms[site].Name))}"));
}
