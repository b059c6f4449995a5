using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>Where the names of a coarse trajectory's particles come from.</summary>
internal static class CoarseTopology
{
    private static readonly string[] PdbEndings = [".pdb", ".ent"];

    /// <summary>Finds the model's coarse sites among the particles of trajectories.</summary>
    /// <param name="request">The trajectories and, where there is one, their topology.</param>
    /// <param name="molecule">The model's molecule.</param>
    /// <param name="particles">The particles in each frame.</param>
    /// <exception cref="InvalidInputException">There are no names, or they are not those of the model's coarse sites.</exception>
    public static (SiteMatch Match, InputFingerprint? Topology) Match(CoarseRequest request, Molecule molecule, int particles)
    {
        string? file = request.Topology ?? request.Files.FirstOrDefault(IsPdb);
        if (file is null)
        {
            return (SiteMatch.ByNumber(molecule, particles) ?? throw new InvalidInputException(
                request.Files[0], "", $"has {particles} particles without names; expected the model's {molecule.Coarse.AtomCount} coarse sites or {molecule.Atoms.AtomCount} atoms, or --topology with a PDB file that names the particles"), null);
        }

        if (!IsPdb(file))
            throw new InvalidInputException(file, "", "expected the topology as a PDB file; 'gmx editconf -f cg.gro -o cg.pdb' makes one of a GROMACS structure");
        Topology topology = PdbFile.ReadTopology(file);
        if (topology.AtomCount != particles)
            throw new InvalidInputException(file, "", $"has {topology.AtomCount} particles; {request.Files[0]} has {particles}");
        return (SiteMatch.ByName(molecule, topology, file, request.Names), FileFingerprint.Of(file));
    }

    private static bool IsPdb(string file) => PdbEndings.Contains(Path.GetExtension(file).ToLowerInvariant());
}
